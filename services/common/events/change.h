#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/db/params.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {

// Who does what, in which call: what each change row says besides the event.
struct Origin {
  std::string organization_id;
  std::string actor;           // who
  std::string purpose;         // why, may be empty
  std::string method;          // full name of the RPC
  std::string request_id;      // empty = the caller gave none
  std::string request_digest;  // digest of the request, as a UUID
  std::string traceparent;
  TimePoint time;
  std::string address = {};     // from where
  std::string user_agent = {};  // by what program, as it calls itself
};

// The type of the event that a reading of a protected person's record leaves: it
// only keeps the numbers gapless, who read what is in the audit stream alone.
constexpr std::string_view kReadType = "record.read";

// The changes of one call. Each becomes one change row: outbox and audit entry
// at once, written in the transaction that changes the records.
class Changes {
 public:
  explicit Changes(const Origin& origin, std::string_view service, const Clock& clock)
      : origin_(origin), source_("/waymark/" + std::string(service)), clock_(clock) {}

  // Adds an event and returns it to be filled: set its data, and `time` when it
  // happened at another time than now. `type` is `participant.registered`;
  // `aggregate` is the changed record, `participants/<uuid>`, with its new
  // version; `subject` the resource name of the participant, or empty for the
  // record itself. The reference holds until the next Add.
  waymark::events::v1::Event& Add(std::string_view type, std::string_view aggregate, int version,
                                  std::string_view subject = {});

  // Says what the change that was added last did to its record, which holds no
  // personal values; `before` is null for a new one.
  void Describe(const google::protobuf::Message* before, const google::protobuf::Message& after);
  // The same of one of several records that it changed: each field is told below
  // `part`. May be called again for the next.
  void DescribePart(std::string_view part, const google::protobuf::Message& before,
                    const google::protobuf::Message& after);
  // The same of a person's record: sealed with the key of that person.
  void DescribeSealed(std::string_view key, const google::protobuf::Message* before,
                      const google::protobuf::Message& after);

  // Adds that a record was read, `participants/<uuid>`.
  void AddRead(std::string_view aggregate);

  bool empty() const { return changes_.empty(); }

  // Sets the parameters of the fragment {{record}}; `reply` is what a replay of
  // the request answers.
  void Bind(db::Params& params, const google::protobuf::Message& reply) const;

 private:
  const Origin& origin_;
  const std::string source_;
  const Clock& clock_;
  struct Change {
    waymark::events::v1::Event event;
    std::string aggregate;
    std::string diff = {}, sealed_diff = {};  // serialized; empty = none
  };
  std::vector<Change> changes_;
};

// An ISO day as the instant it begins in UTC, for Event.time; an empty day is
// `otherwise`.
google::protobuf::Timestamp DayOr(std::string_view day, TimePoint otherwise);

}  // namespace waymark::events
