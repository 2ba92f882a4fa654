#include <map>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/readings.h"
#include "services/courses/entries.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/attendances.grpc.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;

struct AttendanceKind {
  using Item = v1::CreateAttendanceRequest;
  using Record = v1::Attendance;
  using Entries = std::vector<const Entry<Record>*>;
  static constexpr const char* kField = "attendance";
  static constexpr const char* kOwnerField = "session";
  static constexpr const db::Query* kResolve = &sql::kResolveSessions;
  static constexpr const db::Query* kAbsent = &sql::kFindAbsentOfCohorts;
  static constexpr const db::Query* kCheck = &sql::kCheckAttendances;
  static constexpr const db::Query* kCreate = &sql::kCreateAttendances;
  static constexpr const db::Query* kCorrect = &sql::kCorrectAttendances;
  static constexpr const db::Query* kGet = &sql::kGetAttendances;

  static const Record& RecordOf(const Item& item) { return item.attendance(); }
  static const std::string& OwnerOf(const Record& record) { return record.session(); }
  static int AttemptOf(const Record&) { return 0; }
  static std::string NameOf(const std::string& organization, const Entry<Record>& entry) {
    return rpc::Name(organization, "attendances", entry.owner_id + "." + entry.participant_id);
  }
  static std::optional<Error> Check(const Record& record, const db::Row&) {
    if (!Withdraws(record)) return std::nullopt;
    if (record.etag().empty())
      return InvalidField("attendance.code",
                          "must be set; to withdraw a record leave it out and send the etag");
    if (record.minutes() > 0)
      return InvalidField("attendance.minutes", "must be 0 where the record is withdrawn");
    return std::nullopt;
  }
  static bool Withdraws(const Record& record) {
    return record.code() == vocabulary::v1::ATTENDANCE_CODE_UNSPECIFIED;
  }
  static bool Same(const Record& a, const Record& b) {
    return a.code() == b.code() && a.minutes() == b.minutes();
  }
  static Record ContentOf(const Record& record) {
    Record content;
    content.set_code(record.code());
    content.set_minutes(record.minutes());
    return content;
  }
  static Record ContentIn(const db::Row& existing) {
    Record content;
    content.set_code(static_cast<vocabulary::v1::AttendanceCode>(existing.Int("code")));
    content.set_minutes(static_cast<int>(existing.Int("minutes")));
    return content;
  }
  static std::string PartOf(const Entry<Record>& entry) { return "participants/" + entry.participant_id; }

  static void FindCohorts(Call&, std::vector<Entry<Record>>& entries, rpc::BatchFailures&) {
    for (auto& entry : entries) {
      if (entry.owner) entry.cohort_id = entry.owner->Text("cohort_id");
    }
  }

  static void SetContent(const Entries& entries, db::Params& params) {
    std::vector<int> codes, minutes;
    for (const auto* entry : entries) {
      codes.push_back(entry->record->code());
      minutes.push_back(entry->record->minutes());
    }
    params.Set("codes", codes).Set("minutes", minutes);
  }

  // One event for each session.
  static void AddEvents(const Call& call, const Entries& entries, events::Changes& changes) {
    std::map<std::string, Entries> sessions;
    for (const auto* entry : entries) sessions[entry->owner_id].push_back(entry);
    for (const auto& [id, of_session] : sessions) {
      auto& event = changes.Add("attendance.recorded", "sessions/" + id, 0);
      *event.mutable_time() = events::DayOr(of_session[0]->owner->Text("held_on"), call.now());
      auto& recorded = *event.mutable_attendance_recorded();
      recorded.set_session_id(id);
      recorded.set_cohort_id(of_session[0]->cohort_id);
      for (const auto* entry : of_session) {
        auto& shown = *recorded.add_entries();
        shown.set_participant_id(entry->participant_id);
        shown.set_code(entry->record->code());
        shown.set_minutes(entry->record->minutes());
      }
      DescribeCorrections<AttendanceKind>(of_session, changes);
    }
  }
};

void BatchCreate(Call& call, const v1::BatchCreateAttendancesRequest& request,
                 v1::BatchCreateAttendancesResponse& reply) {
  RecordEntries<AttendanceKind>(call, request, reply, reply.mutable_attendances());
}

void List(Call& call, const v1::ListAttendancesRequest& request, v1::ListAttendancesResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"session", "cohort", "participant"});
  if (filter.contains("session") && filter.contains("cohort"))
    throw InvalidField("filter", "name the session or the cohort, not both");
  db::Params params;
  params.Set("after_session", page.key(0)).Set("after_participant", page.key(1)).Set("limit", page.limit());
  rpc::SetFilterReference(call, filter, "session", "sessions", params);
  rpc::SetFilterReference(call, filter, "cohort", "cohorts", params);
  rpc::SetFilterDirectory(call, filter, "participant", "participants", params);
  // A statement for each filter, by an index of its own.
  const auto& query = filter.contains("session")       ? sql::kListAttendancesOfSession
                      : filter.contains("participant") ? sql::kListAttendancesOfParticipant
                      : filter.contains("cohort")      ? sql::kListAttendancesOfCohort
                                                       : sql::kListAttendances;
  const auto rows = call.Read(query, std::move(params));
  reply.set_next_page_token(
      FillPage(call, page, rows, reply.mutable_attendances(), {"_session_id", "_participant_id"}));
  rpc::RecordReadingsOf(call, reply.attendances());
}

}  // namespace

rpc::Service MakeAttendancesService() {
  return {v1::AttendancesService::service_full_name(),
          {{"BatchCreateAttendances", BatchCreate}, {"ListAttendances", List}}};
}

}  // namespace waymark::courses
