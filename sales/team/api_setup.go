package team

import (
	"context"
	"net"
	"net/http"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/web"
)

// SetupState says whether the first company is still to be made.
type SetupState struct {
	Needed bool `json:"needed"`
}

type setupBody struct {
	Body struct {
		Company  string `json:"company" maxLength:"100"`
		Name     string `json:"name" maxLength:"50" doc:"of the administrator"`
		Phone    string `json:"phone,omitempty" maxLength:"64" doc:"phone or e-mail, at least one, to sign in with"`
		Email    string `json:"email,omitempty" maxLength:"254"`
		Password string `json:"password" maxLength:"1000"`
	}
}

func (s *Service) mountSetup(k *web.Kit) {
	web.Register(k, web.Operation{Method: "GET", Path: "/setup", ID: "get-setup", Summary: "Whether the first company is still to be made", Tag: tag, Access: web.Public()},
		func(ctx context.Context, _ *actor.Actor, _ *struct{}) (*SetupState, error) {
			needed, err := s.SetupNeeded(ctx)
			return &SetupState{Needed: needed}, err
		})
	web.Register(k, web.Operation{Method: "POST", Path: "/setup", ID: "set-up", Summary: "Make the first company; works once", Tag: tag, Access: web.Public(), Status: http.StatusCreated, Body: 8 << 10},
		func(ctx context.Context, _ *actor.Actor, in *setupBody) (*Session, error) {
			b := &in.Body
			token, a, err := s.Setup(ctx, SetupInput{b.Company, b.Name, b.Phone, b.Email, b.Password}, originOf(web.Request(ctx)))
			return s.opened(ctx, token, a, err)
		})
}

// originOf is where a request comes from. Behind a proxy on this machine that is what the proxy says; of an IPv6 address
// the network counts, since one household has 2⁶⁴ of them.
func originOf(r *http.Request) Origin {
	if r == nil {
		return Origin{}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	ip := net.ParseIP(host)
	if ip != nil && ip.IsLoopback() {
		hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if said := net.ParseIP(strings.TrimSpace(hops[len(hops)-1])); said != nil {
			ip = said
		}
	}
	switch {
	case ip == nil:
	case ip.To4() != nil:
		host = ip.String()
	default:
		host = ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return Origin{Address: host, Agent: r.UserAgent()}
}
