//go:build soak

package ansible

import (
	"os/exec"
	"testing"
)

// Ansible loads the example, with every module that it names.
func TestSoakPlaybook(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "ansible-playbook", "--syntax-check", "-i", "inventory.example.yml", "desks.yml").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
