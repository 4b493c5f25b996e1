package team

import (
	"xiaoguan/web"
)

const tag = "team"

// Mount registers the chapter's routes.
func (s *Service) Mount(k *web.Kit) {
	s.mountSetup(k)
	s.mountSession(k)
	s.mountGroups(k)
	s.mountMembers(k)
	s.mountRoles(k)
	s.mountCalendar(k)
	s.mountAbsences(k)
}
