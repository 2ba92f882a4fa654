#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "services/common/db/params.h"
#include "services/common/db/query.h"
#include "services/common/db/rows.h"
#include "services/common/events/feed.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::evaluation {

// Where an event belongs, as evaluation's own copy tells.
struct EventPlaces {
  std::vector<std::string> programme_ids;  // those of its course, as they are now
  std::vector<std::string> unit_ids;       // that of its person on its day, and all above
};

// Runs one reading statement in the scope of one organization.
using ReadIn = std::function<db::Rows(const db::Query&, db::Params)>;

// Where each of the events, all of that organization, belongs: one statement for all.
std::vector<EventPlaces> PlacesOf(const ReadIn& read, std::span<const waymark::events::v1::Event> events);

// How far evaluation's copy is: what an event behind it says may be missing.
events::FeedCursor AppliedUpTo(const ReadIn& read);

// Whether the first is as far as the second with every source.
bool IsAsFarAs(const events::FeedCursor& applied, const events::FeedCursor& wanted);

// Of each source the farther one. Streams that were lost and are filled again end before what was
// applied of them.
events::FeedCursor FarthestOf(events::FeedCursor ends, const events::FeedCursor& applied);

}  // namespace waymark::evaluation
