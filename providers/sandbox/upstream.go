package sandbox

// upstream is one service: how it is reached, what it expects and whom it knows.
type upstream struct {
	code    string
	path    string                // the vendor's own
	family  string                // paths below this belong to the vendor too, and are wrong
	stray   func(r *request) bool // a request at no known path that is meant for this vendor, nil for none
	dummies map[string]string     // the keys that it expects unless others are given
	persons func() []entry
	start   func(keys map[string]string, persons register) service
}

// upstreams is the list of the services. Each stands in a file of its own.
func upstreams() []upstream {
	return []upstream{slsjUpstream(), tianyanUpstream(), muzhiyunUpstream(), apetimeUpstream(), wapiUpstream()}
}

// service checks a request in the order in which the vendor would, and answers.
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
