package sandbox

// upstream is one service: how to reach it, what it expects and whom it knows.
type upstream struct {
	code    string
	path    string                // the vendor's path
	family  string                // paths below this also belong to the vendor and are wrong
	stray   func(r *request) bool // recognises a request at an unknown path that is meant for this vendor; nil for none
	dummies map[string]string     // its default keys
	persons func() []entry
	start   func(keys map[string]string, persons register) service
}

// upstreams returns the services. Each has a file of its own.
func upstreams() []upstream {
	return []upstream{slsjUpstream(), tianyanUpstream(), muzhiyunUpstream(), apetimeUpstream(), wapiUpstream()}
}

// service checks a request in the vendor's order and answers.
type service interface {
	answer(*request) answer
}

// runningService is an upstream with its keys.
type runningService struct {
	upstream
	service
}

func startServices(c Credentials) []runningService {
	var out []runningService
	for _, u := range upstreams() {
		out = append(out, runningService{u, u.start(c[u.code], newRegister(u.persons()))})
	}
	return out
}

// Providers lists the codes of the services.
func Providers() []string {
	var out []string
	for _, u := range upstreams() {
		out = append(out, u.code)
	}
	return out
}
