package desk

import (
	"net"
	"os"
	"path/filepath"
	"testing"
)

// What IT asks for on the telephone, and what is said where there is nothing.
func TestNetworkFacts(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
		return filepath.Join(dir, name)
	}
	addresses := func(list ...string) func() ([]net.Addr, error) {
		return func() (out []net.Addr, err error) {
			for _, text := range list {
				ip, n, err := net.ParseCIDR(text)
				must(t, err)
				n.IP = ip
				out = append(out, n)
			}
			return out, nil
		}
	}
	whole := NetworkFacts{
		Addresses: addresses("127.0.0.1/8", "192.168.10.7/24", "fe80::1/64", "2001:db8::7/64"),
		Routes:    file("route", "Iface\tDestination\tGateway\tFlags\neth0\t00000000\t010AA8C0\t0003\neth0\t000AA8C0\t00000000\t0001\n"),
		Resolver:  file("resolv.conf", "# by DHCP\nsearch hotel.example\nnameserver 192.168.10.1\nnameserver 223.5.5.5\n"),
	}
	if got := whole.Said(); got.EN != "Address 192.168.10.7/24, 2001:db8::7/64. Gateway 192.168.10.1. DNS 192.168.10.1, 223.5.5.5." ||
		got.ZH != "地址 192.168.10.7/24、2001:db8::7/64。网关 192.168.10.1。DNS 192.168.10.1、223.5.5.5。" {
		t.Errorf("%q %q", got.ZH, got.EN)
	}
	none := NetworkFacts{Addresses: addresses("127.0.0.1/8"), Routes: filepath.Join(dir, "gone"), Resolver: file("empty", "")}
	if got := none.Said(); got.EN != "No address. No gateway. No DNS." || got.ZH != "没有地址。没有网关。没有DNS。" {
		t.Errorf("%q %q", got.ZH, got.EN)
	}
}
