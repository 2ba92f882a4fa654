#include "services/evaluation/event_places.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "services/common/authorization/request_fields.h"
#include "services/common/base/ids.h"
#include "services/common/db/columns.h"
#include "services/common/events/redis.h"
#include "services/evaluation/sql.h"

namespace waymark::evaluation {
namespace {

using waymark::events::v1::Event;

// The ids and the day by which an event is placed. Empty is what it does not have; an
// event can come that this program's consumer could not apply.
void Add(const Event& event, db::Columns& columns) {
  const auto* field =
      event.GetReflection()->GetOneofFieldDescriptor(event, event.GetDescriptor()->FindOneofByName("data"));
  const auto id = [&](const char* name) {
    std::string text;
    if (field) text = authorization::Text(event.GetReflection()->GetMessage(event, field), name);
    return IsUuid(text) ? text : std::string();
  };
  columns.Add({{"person_ids", id("participant_id")},
               {"days", google::protobuf::util::TimeUtil::ToString(event.time()).substr(0, 10)},
               {"course_ids", id("course_id")},
               {"cohort_ids", id("cohort_id")},
               {"enrolment_ids", id("enrolment_id")}});
}

}  // namespace

std::vector<EventPlaces> PlacesOf(const ReadIn& read, std::span<const Event> events) {
  std::vector<EventPlaces> places;
  if (events.empty()) return places;
  db::Columns columns;
  for (const Event& event : events) Add(event, columns);
  for (const db::Row row : read(sql::kListEventPlaces, columns.Bind(events.front().organization_id()))) {
    places.push_back({row.Texts("programme_ids"), row.Texts("unit_ids")});
  }
  return places;
}

events::FeedCursor AppliedUpTo(const ReadIn& read) {
  events::FeedCursor applied;
  for (const db::Row row : read(sql::kReadPositions, {})) {
    applied[events::SourceName(row.Text("producer"), static_cast<int>(row.Int("partition")))] =
        row.Int("sequence");
  }
  return applied;
}

bool IsAsFarAs(const events::FeedCursor& applied, const events::FeedCursor& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& want) {
    const auto found = applied.find(want.first);
    return want.second == 0 || (found != applied.end() && found->second >= want.second);
  });
}

events::FeedCursor FarthestOf(events::FeedCursor ends, const events::FeedCursor& applied) {
  for (const auto& [source, sequence] : applied) ends[source] = std::max(ends[source], sequence);
  return ends;
}

}  // namespace waymark::evaluation
