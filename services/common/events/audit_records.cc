#include "services/common/events/audit_records.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/wire_format_lite.h>

#include <utility>

#include "services/common/status/error.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {
namespace {

using waymark::events::v1::AuditRecord;
using waymark::events::v1::Event;

// Appends the field `sequence` to a serialized event: fields may stand in any
// order, so the rest needs no parsing.
std::string WithSequence(std::string payload, int64_t sequence) {
  google::protobuf::io::StringOutputStream out(&payload);
  google::protobuf::io::CodedOutputStream coded(&out);
  google::protobuf::internal::WireFormatLite::WriteInt64(Event::kSequenceFieldNumber, sequence, &coded);
  coded.Trim();
  return payload;
}

// `/waymark/courses` → `courses`
std::string ServiceOf(const Event& event) { return event.source().substr(event.source().rfind('/') + 1); }

// The subject relative to its organization; of a reading the event has none.
std::string SubjectOf(const Event& event, const std::string& aggregate) {
  const std::string inside = "organizations/" + event.organization_id() + "/";
  if (event.subject().empty()) return aggregate;
  return event.subject().starts_with(inside) ? event.subject().substr(inside.size()) : event.subject();
}

// Takes over what the event says, but for what it did.
void TakeEnvelope(Event& event, const std::string& aggregate, AuditRecord& record) {
  record.set_service(ServiceOf(event));
  record.set_subject(SubjectOf(event, aggregate));
  record.set_aggregate(aggregate);
  record.set_aggregate_version(event.aggregate_version());
  record.set_event_id(std::move(*event.mutable_id()));
  record.set_type(std::move(*event.mutable_type()));
  record.set_organization_id(std::move(*event.mutable_organization_id()));
  record.set_traceparent(std::move(*event.mutable_traceparent()));
  record.mutable_time()->Swap(event.mutable_time());
  record.mutable_recorded_time()->Swap(event.mutable_recorded_time());
}

// Attendances and results are many in one event, and are told as it has them.
void TakeRecorded(Event& event, AuditRecord& record) {
  if (event.has_attendance_recorded()) {
    record.mutable_attendance_recorded()->Swap(event.mutable_attendance_recorded());
  } else if (event.has_assessment_resulted()) {
    record.mutable_assessment_resulted()->Swap(event.mutable_assessment_resulted());
  }
}

}  // namespace

StreamEntry EventEntry(const db::Row& row) {
  const int64_t sequence = row.Int("pub_seq");
  return {sequence, WithSequence(row.Bytes("payload"), sequence)};
}

StreamEntry AuditEntry(const db::Row& row) {
  Event event, entry;
  if (!event.ParseFromString(row.Bytes("payload"))) throw Internal("a change row cannot be read");
  entry.set_sequence(row.Int("pub_seq"));
  entry.set_id(event.id());
  entry.set_organization_id(event.organization_id());
  entry.set_aggregate(row.Text("aggregate"));
  AuditRecord& record = *entry.mutable_audit_record();
  TakeEnvelope(event, entry.aggregate(), record);
  record.set_sequence(entry.sequence());
  record.set_actor(row.Text("actor"));
  record.set_purpose(row.Text("purpose"));
  record.set_method(row.Text("method"));
  record.set_request_id(row.Text("request_id"));
  record.set_address(row.Text("address"));
  record.set_user_agent(row.Text("user_agent"));
  if (!row.IsNull("diff") && !record.mutable_diff()->ParseFromString(row.Bytes("diff")))
    throw Internal("the diff of a change row cannot be read");
  record.set_sealed_diff(row.Bytes("sealed_diff"));
  TakeRecorded(event, record);
  return {entry.sequence(), entry.SerializeAsString()};
}

}  // namespace waymark::events
