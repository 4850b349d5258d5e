# Every target installs the Debian packages it needs and says which.
BUILD_PACKAGES = gcc libc6-dev pkg-config libgl-dev libxcursor-dev libxrandr-dev libxinerama-dev \
                 libxi-dev libxxf86vm-dev libjpeg62-turbo-dev libgl1
TEST_PACKAGES  = $(BUILD_PACKAGES) gnome-keyring dbus-daemon xvfb xdotool poppler-utils postgresql
SOAK_PACKAGES  = $(TEST_PACKAGES) openbox xclip fcitx5 fcitx5-chinese-addons ibus ibus-libpinyin prometheus ansible-core \
                 xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils x11-utils
DEB_PACKAGES   = $(BUILD_PACKAGES) mmdebstrap binutils git lintian
ARM_PACKAGES   = gcc-aarch64-linux-gnu binutils-aarch64-linux-gnu
VM_PACKAGES    = qemu-system-x86 busybox-static cpio kmod xz-utils

VERSION  := $(shell sed -n 's/^Version *= *"\(.*\)"/\1/p' FyneApp.toml)
LDFLAGS   = -s -w -X facedesk/cli.Version=$(VERSION) -X facedesk/cli.Built=$(shell git log -1 --format=%cI 2>/dev/null)
LINT      = go tool -modfile=.ci/lint/go.mod golangci-lint
FUZZTIME ?= 30s
SIZES    ?= 1366x768
DEB_ARCHS ?= amd64
# What computes in one goroutine (pixels, answers, passphrases): the race detector slows it tenfold and has nothing to see there.
ALONE     = ./imaging ./imaging/blazeface ./ui/screens ./ui/snapshot ./ui/text ./ui/theme ./ui/widgets ./config/bundle ./desk/backup ./desk/provision \
            ./providers/apetime ./providers/muzhiyun ./providers/slsj ./providers/tianyan ./providers/wapi
# What does both: all tests without the race detector, and with it those whose files have no tag !race.
BOTH      = ./camera ./imaging/capture ./ui/session

export CGO_ENABLED = 1
# X11 alone: the Wayland driver takes no text from an input method. No emoji font: Fyne would keep two copies of it in memory.
export GOFLAGS := $(GOFLAGS) -tags=x11,no_emoji

.PHONY: help build run deb deb-short deb-twice install-test licenses test test-camera test-kiosk cover soak check screens bench bench-faces bench-photo bench-preview fuzz clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/facedesk
	@packaging/install-missing $(BUILD_PACKAGES)
	go build -trimpath -ldflags '$(LDFLAGS)' -o bin/facedesk .

run: build ## build, then open the window on the demo; without a display, run the demo check
	@bin/facedesk --demo

deb: ## build the Debian package for amd64 (DEB_ARCHS="amd64 arm64" for both)
	@packaging/install-missing $(DEB_PACKAGES) $(if $(findstring arm64,$(DEB_ARCHS)),$(ARM_PACKAGES))
	@for arch in $(DEB_ARCHS); do packaging/deb $$arch || exit 1; done

deb-short: ## pack the program as the tests build it, and have lintian look at the package
	@packaging/install-missing $(BUILD_PACKAGES) binutils git lintian
	@packaging/deb $(shell dpkg --print-architecture) short

deb-twice: ## build the package again from a fresh clone, elsewhere and without a cache, and compare the bytes (long)
	@packaging/install-missing $(DEB_PACKAGES)
	@packaging/deb-twice $(shell dpkg --print-architecture)

install-test: ## install the built package into a fresh Debian 12, run it to a verdict, upgrade, remove, purge (as root; DEB=FILE)
	@packaging/install-missing mmdebstrap
	@packaging/install-test $(or $(DEB),bin/facedesk_$(VERSION)_$(shell dpkg --print-architecture).deb)

licenses: ## collect the licences of the linked modules into assets/modules.txt
	@mkdir -p bin
	go run ./packaging/licenses > bin/modules.txt
	mv bin/modules.txt assets/modules.txt

# One package more at once than there are cores: the tests of cli wait more than they compute.
test: ## every test but the long ones, with a real keyring on a private bus; with the race detector but for what computes in one goroutine
	@packaging/install-missing $(TEST_PACKAGES)
	go vet ./...
	go test -timeout 20m -race -p $$(($$(nproc) + 1)) $$(go list ./... | grep -vxF "$$(go list $(ALONE))")
	go test $(ALONE) $(BOTH)

cover: ## statement coverage of every package, at least 80 %, the window's too; and test:code in lines
	@packaging/install-missing $(TEST_PACKAGES)
	@.ci/cover

soak: ## the long tests, the rest of the race detector, and the benchmarks; totals, seeds and commit at the end (FACEDESK_SEED repeats; SOAK=NAME TIMES=10: some, ten times)
	@packaging/install-missing $(SOAK_PACKAGES)
	@{ go test -count=$(or $(TIMES),1) -p 1 -timeout 0 -tags=x11,no_emoji,soak -run '^TestSoak($(SOAK))' -v ./... || echo FAIL: exit $$?; \
	   $(if $(SOAK),,go test -count=1 -p 1 -timeout 0 -race -v $(ALONE) || echo FAIL: exit $$?; \
	   go test -p 1 -timeout 0 -tags=x11,no_emoji,soak -run '^$$' -bench . -benchmem ./... || echo FAIL: exit $$?;) \
	} 2>&1 | awk -v commit="$$(git describe --always --dirty)" -f cli/soaktest/totals.awk

test-camera: ## cameras and a scanner with the kernel's own drivers, in a small virtual machine
	@packaging/install-missing $(VM_PACKAGES)
	@camera/vm/run -test.run '^TestReal'

test-kiosk: ## a kiosk for real, in a virtual machine with Debian 12, from the built package (as root; DEB=FILE)
	@packaging/install-missing mmdebstrap qemu-system-x86 e2fsprogs
	@packaging/kiosk/vm/run $(or $(DEB),bin/facedesk_$(VERSION)_amd64.deb)

check: ## gofmt, go.mod, go vet and the linters
	@packaging/install-missing $(BUILD_PACKAGES)
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "Not gofmt-ed: $$unformatted"; exit 1; }
	go mod tidy -diff
	@go run ./packaging/licenses | diff -q - assets/modules.txt || { echo "assets/modules.txt is old: run make licenses"; exit 1; }
	go vet ./...
	go vet -tags=vm ./camera/...
	go vet -tags=x11,no_emoji,soak ./...
	go vet -tags=x11,no_emoji,faces ./imaging
	go vet -tags=x11,no_emoji,photo ./imaging
	go vet -tags=x11,no_emoji,preview ./cli
	$(LINT) run ./...
	$(LINT) run --build-tags=vm ./camera/...

screens: ## renew docs/screens: every screen in both languages, some in traditional Chinese, the guest's (SIZES=1366x768,1920x1080 draws others too)
	@packaging/install-missing $(BUILD_PACKAGES) pngquant
	rm -rf docs/screens
	go test -count=1 ./ui/screens -run 'TestScreens$$' -screens $(CURDIR)/docs/screens -sizes $(SIZES)
	find docs/screens -name '*.png' -print0 | xargs -0 pngquant --force --ext .png --skip-if-larger 256

bench: ## the benchmarks, with their ratios
	@packaging/install-missing $(BUILD_PACKAGES)
	go test -run '^$$' -bench . -benchmem ./...

bench-faces: ## how faces of your own pictures are found: FACES=DIR, with a table faces.csv (docs/faces.md)
	@packaging/install-missing $(BUILD_PACKAGES)
	@go test -count=1 -v -timeout 0 -tags=x11,no_emoji,faces ./imaging -run '^TestFaces$$' -faces $(abspath $(FACES))

bench-photo: ## how good portraits are at a service's limit, beside other encoders: PHOTOS=DIR (docs/performance.md)
	@packaging/install-missing $(BUILD_PACKAGES)
	@go test -count=1 -v -timeout 0 -tags=x11,no_emoji,photo ./imaging -run '^TestPhotos$$' -photos $(abspath $(PHOTOS)) $(PHOTOFLAGS)

bench-preview: ## what the preview takes of a core, beside ffplay and mpv where they are installed (docs/performance.md)
	@packaging/install-missing $(TEST_PACKAGES)
	@go test -count=1 -v -timeout 0 -tags=x11,no_emoji,preview ./cli -run '^TestPreview$$'

fuzz: ## every fuzz target for FUZZTIME (30s) guided by the code, and blind (BLIND), with the sum of executions (FUZZ=NAME: some)
	@packaging/install-missing $(BUILD_PACKAGES)
	@FUZZTIME='$(FUZZTIME)' BLIND='$(BLIND)' FUZZ='$(FUZZ)' .ci/fuzz

clean: ## remove what was built
	rm -rf bin
