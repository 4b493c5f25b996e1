package team

import (
	"context"
	"errors"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/web"
)

type yearQuery struct {
	Year int `query:"year" minimum:"2000" maximum:"2100" required:"true"`
}

type dayPath struct {
	Day string `path:"day" doc:"yyyy-mm-dd"`
}

// readDay reads the day of the path.
func readDay(text string) (day.Day, error) {
	d, err := day.Parse(text)
	var form *day.FormError
	if errors.As(err, &form) {
		return 0, fault.Wrong("day", form.What(), form.Want())
	}
	if y := d.Year(); err == nil && (y < 2000 || y > 2100) {
		return 0, fault.Wrong("day", fault.Text{ZH: "日期太远", EN: "The day is too far away"}, fault.Text{ZH: "2000 年到 2100 年之间", EN: "Between the years 2000 and 2100"})
	}
	return d, err
}

type dayBody struct {
	Day  string `path:"day" doc:"yyyy-mm-dd"`
	Body struct {
		Off  bool   `json:"off" doc:"true: a day off; false: a make-up workday"`
		Name string `json:"name" maxLength:"50"`
	}
}

func (s *Service) mountCalendar(k *web.Kit) {
	web.Register(k, web.Operation{Method: "GET", Path: "/calendar", ID: "get-calendar", Summary: "Days off and make-up workdays of a year", Tag: tag, Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, in *yearQuery) (*Year, error) {
			return s.YearOf(ctx, a, in.Year)
		})
	web.Register(k, web.Operation{Method: "PUT", Path: "/calendar/{day}", ID: "set-calendar-day", Summary: "Make a day off, or a workday", Tag: tag, Access: web.Need(actor.SettingsEdit)},
		func(ctx context.Context, a *actor.Actor, in *dayBody) (*web.Nothing, error) {
			d, err := readDay(in.Day)
			if err != nil {
				return nil, err
			}
			return nil, s.SetDay(ctx, a, d, in.Body.Off, in.Body.Name)
		})
	web.Register(k, web.Operation{Method: "DELETE", Path: "/calendar/{day}", ID: "clear-calendar-day", Summary: "Remove an own entry of the calendar", Tag: tag, Access: web.Need(actor.SettingsEdit)},
		func(ctx context.Context, a *actor.Actor, in *dayPath) (*web.Nothing, error) {
			d, err := readDay(in.Day)
			if err != nil {
				return nil, err
			}
			return nil, s.ClearDay(ctx, a, d)
		})
}
