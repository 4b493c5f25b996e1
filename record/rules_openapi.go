package record

import (
	"encoding/json"
	"strings"

	"xiaoguan/base/actor"
)

type object = map[string]any

// withOwn puts the own fields that the actor sees into the API's document: wherever a schema of a record has own values, they are
// spelled out with their types.
func withOwn(document []byte, cat *Catalogue, a *actor.Actor) ([]byte, error) {
	var doc object
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, err
	}
	components, _ := doc["components"].(object)
	schemas, _ := components["schemas"].(object)
	for name, each := range schemas {
		schema, _ := each.(object)
		properties, _ := schema["properties"].(object)
		own, there := properties["own"].(object)
		if !there {
			continue
		}
		spelled := object{}
		for _, f := range cat.fields[kindOf(name)] {
			if f.Shows(a) {
				spelled[f.Key] = f.schema()
			}
		}
		own["type"], own["properties"], own["additionalProperties"] = "object", spelled, false
	}
	return json.Marshal(doc)
}

// kindOf is the kind of record that a schema belongs to, by its name.
func kindOf(schema string) string {
	lower := strings.ToLower(schema)
	for _, kind := range []string{"customer", "member"} {
		if strings.Contains(lower, kind) {
			return kind
		}
	}
	return leadKind
}

// schema describes the field's values for programs.
func (f *Field) schema() object {
	out := object{"title": f.Label}
	if f.Help != "" {
		out["description"] = f.Help
	}
	var keys, labels []string
	for _, o := range f.Options {
		keys, labels = append(keys, o.Key), append(labels, o.Key+" = "+o.Label)
	}
	switch f.Type {
	case OwnNumber:
		out["type"], out["multipleOf"] = "number", 0.0001
	case OwnMoney:
		out["type"], out["minimum"] = "integer", 0
	case OwnDate:
		out["type"], out["format"] = "string", "date"
	case OwnYesNo:
		out["type"] = "boolean"
	case OwnOneOf:
		out["type"], out["enum"] = "string", keys
	case OwnManyOf:
		out["type"], out["items"] = "array", object{"type": "string", "enum": keys}
	case OwnPerson, OwnCustomer:
		out["type"], out["format"] = "string", "uuid"
	case OwnLink:
		out["type"], out["format"] = "string", "uri"
	default:
		out["type"] = "string"
	}
	if len(labels) > 0 {
		out["x-options"] = labels
	}
	return out
}
