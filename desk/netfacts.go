package desk

import (
	"bufio"
	"encoding/hex"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"

	"facedesk/identity"
)

// NetworkFacts is how this machine is connected, as IT asks for it on the telephone:
// addresses, gateway and name servers. The connection test of the guide says whether a
// service can be reached. Nothing can be changed by it.
type NetworkFacts struct {
	Addresses func() ([]net.Addr, error) // net.InterfaceAddrs
	Routes    string                     // /proc/net/route
	Resolver  string                     // /etc/resolv.conf
}

// maxAddresses is what a question has room for.
const maxAddresses = 4

// Said returns the facts in words.
func (n NetworkFacts) Said() identity.Text {
	known := func(list []string, zh, en string) identity.Text {
		if len(list) == 0 {
			return identity.Text{ZH: "没有" + zh + "。", EN: "No " + en + "."}
		}
		text := strings.Join(list[:min(len(list), maxAddresses)], "、")
		return identity.Text{ZH: zh + " " + text + "。", EN: strings.ToUpper(en[:1]) + en[1:] + " " + strings.ReplaceAll(text, "、", ", ") + "."}
	}
	return known(n.addresses(), "地址", "address").Then(known(n.gateways(), "网关", "gateway")).Then(known(n.servers(), "DNS", "DNS"))
}

// addresses leaves out what leads nowhere: loopback and link-local ones.
func (n NetworkFacts) addresses() (out []string) {
	all, _ := n.Addresses() // none is an answer too
	for _, a := range all {
		p, err := netip.ParsePrefix(a.String())
		if err == nil && p.Addr().IsGlobalUnicast() {
			out = append(out, p.String())
		}
	}
	return out
}

// gateways reads the kernel's table: destination and gateway as hexadecimal numbers,
// the lowest byte first.
func (n NetworkFacts) gateways() (out []string) {
	for _, fields := range linesOf(n.Routes) {
		if len(fields) < 3 || fields[1] != "00000000" {
			continue
		}
		raw, err := hex.DecodeString(fields[2])
		if err != nil || len(raw) != 4 {
			continue
		}
		slices.Reverse(raw)
		if a, ok := netip.AddrFromSlice(raw); ok && !a.IsUnspecified() {
			out = append(out, a.String())
		}
	}
	return out
}

func (n NetworkFacts) servers() (out []string) {
	for _, fields := range linesOf(n.Resolver) {
		if len(fields) == 2 && fields[0] == "nameserver" {
			out = append(out, fields[1])
		}
	}
	return out
}

// linesOf returns the words of each line of a file, none if it cannot be read.
func linesOf(file string) (out [][]string) {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		out = append(out, strings.Fields(lines.Text()))
	}
	return out
}
