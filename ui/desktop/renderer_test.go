package desktop

import "testing"

func TestDrawnInSoftware(t *testing.T) {
	for renderer, want := range map[string]bool{
		"llvmpipe (LLVM 15.0.6, 256 bits)": true, "softpipe": true, "Software Rasterizer": true,
		"GDI Generic": true, "SwiftShader": true, "Microsoft Basic Render Driver": true, "Mesa X11 (swrast)": true,
		"Mesa Intel(R) UHD Graphics 620 (KBL GT2)": false, "AMD Radeon Graphics (radeonsi, renoir)": false,
		"NVIDIA GeForce GTX 1650/PCIe/SSE2": false, "zink Vulkan 1.3 (Intel)": false, "virgl (Intel)": false, "": false,
	} {
		if drawnInSoftware(renderer) != want {
			t.Errorf("%s: %v", renderer, !want)
		}
	}
}
