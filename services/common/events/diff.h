#pragma once

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <string_view>

#include "waymark/events/v1/audit.pb.h"

// What a change did to a record, for the audit log.
namespace waymark::events {

// Who may see the values of a diff: sealed ones are all kept; where anybody who
// reads the log sees them, a text in a person's own words (one that the rules of
// its field neither give a format nor make a resource's name) is left out.
enum class Values { kAll, kNoFreeText };

// The fields that differ; `before` is null for a new record. Those that the
// service itself says of a record (name, etag, times) are passed over.
waymark::events::v1::AuditDiff DiffOf(const google::protobuf::Message* before,
                                      const google::protobuf::Message& after, Values values);

// Where a sealed diff belongs: it opens nowhere else.
struct DiffPlace {
  std::string_view organization_id;
  std::string_view aggregate;
  std::string_view event_id;
};

// Seals a diff with the key of its subject (crypto::NewSubjectKey).
std::string SealDiff(std::string_view key, const DiffPlace& place,
                     const waymark::events::v1::AuditDiff& diff);
// nullopt when it was sealed with another key, belongs elsewhere or was changed.
std::optional<waymark::events::v1::AuditDiff> OpenDiff(std::string_view key, const DiffPlace& place,
                                                       std::string_view sealed);

}  // namespace waymark::events
