#include "services/courses/session_records.h"

#include <google/protobuf/util/time_util.h>

#include "services/common/rpc/filter.h"
#include "services/courses/cohort_records.h"
#include "services/courses/create.h"
#include "services/courses/sql.h"

namespace waymark::courses {
namespace {

using google::protobuf::util::TimeUtil;
using rpc::Call;

constexpr const char* kEndsEarly = "must not be before start_time";

// `before` is null for a new one.
void AddChange(events::Changes& changes, const std::string& id, int version, const v1::Session* before,
               const v1::Session& session) {
  changes.Add("session.changed", "sessions/" + id, version).mutable_record_changed()->set_record_id(id);
  changes.Describe(before, session);
}

bool EndsEarly(const v1::Session& session) {
  return session.has_start_time() && session.has_end_time() && session.end_time() < session.start_time();
}

std::optional<std::string> TimeOf(bool given, const google::protobuf::Timestamp& time) {
  return given ? std::optional(TimeUtil::ToString(time)) : std::nullopt;
}

std::optional<std::string> StartOf(const v1::Session& session) {
  return TimeOf(session.has_start_time(), session.start_time());
}

std::optional<std::string> EndOf(const v1::Session& session) {
  return TimeOf(session.has_end_time(), session.end_time());
}

struct SessionCreator : CreatorDefaults {
  using Item = v1::CreateSessionRequest;
  using Record = v1::Session;
  static constexpr const char* kField = "session";
  static const Record& RecordOf(const Item& item) { return item.session(); }
  static const std::string& ChosenIdOf(const Item& item) { return item.session_id(); }
  static constexpr const db::Query* kTaken = &sql::kFindTakenSessions;
  static constexpr const db::Query* kGet = &sql::kGetSessions;

  explicit SessionCreator(Batch<SessionCreator>& of) : batch(of), cohort_ids(of.size()) {}

  void Prepare() {
    for (size_t i = 0; i < batch.size(); ++i) {
      if (EndsEarly(batch.record(i))) batch.Wrong(i, "end_time", kEndsEarly);
    }
    Resolve();
  }

  void Resolve() {
    const rpc::References cohorts(batch.call, sql::kResolveCohorts, batch.NamesIn(&v1::Session::cohort));
    for (size_t i = 0; i < batch.size(); ++i) {
      if (!batch.Has(i)) continue;
      const db::Row* cohort = IfKept(cohorts[i]);
      if (!cohort) {
        batch.failures.Add(i, ReferenceNotFound("session.cohort", "cohort"));
        continue;
      }
      cohort_ids[i] = cohort->Text("id");
    }
  }

  void Insert(db::Transaction& tx, const std::vector<size_t>& items, events::Changes& changes) {
    std::vector<std::string> ids, digests, cohorts;
    std::vector<std::optional<std::string>> external_ids, starts, ends, topics, places;
    std::vector<bool> cancelled;
    for (const size_t i : items) {
      const auto& session = batch.record(i);
      ids.push_back(batch.sorted.id(i));
      digests.push_back(batch.sorted.digest(i));
      external_ids.push_back(db::OrNull(session.external_id()));
      cohorts.push_back(cohort_ids[i]);
      starts.push_back(StartOf(session));
      ends.push_back(EndOf(session));
      topics.push_back(db::OrNull(session.topic()));
      places.push_back(db::OrNull(session.place()));
      cancelled.push_back(session.cancelled());
      AddChange(changes, ids.back(), 1, nullptr, session);
    }
    batch.call.Run(tx, sql::kCreateSessions,
                   db::Params()
                       .Set("session_ids", ids)
                       .Set("external_ids", external_ids)
                       .Set("cohort_ids", cohorts)
                       .Set("start_times", starts)
                       .Set("end_times", ends)
                       .Set("topics", topics)
                       .Set("places", places)
                       .Set("cancelled", cancelled)
                       .Set("content_digests", digests)
                       .Set("now", batch.call.now()));
  }

  Batch<SessionCreator>& batch;
  std::vector<std::string> cohort_ids;
};

}  // namespace

void CreateSession(Call& call, const v1::CreateSessionRequest& request, v1::Session& reply) {
  CreateOne<SessionCreator>(call, request, reply);
}

void BatchCreateSessions(Call& call, const v1::BatchCreateSessionsRequest& request,
                         v1::BatchCreateSessionsResponse& reply) {
  CreateMany<SessionCreator>(call, request, reply, reply.mutable_sessions());
}

void GetSession(Call& call, const v1::GetSessionRequest& request, v1::Session& reply) {
  GetRecord(call, sql::kGetSessions, request.name(), reply);
}

void ListSessions(Call& call, const v1::ListSessionsRequest& request, v1::ListSessionsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id", "cohort"});
  db::Params params;
  params.Set("after", page.key(0)).Set("limit", page.limit());
  params.Set("external_id", rpc::TextFilter(filter, "external_id"));
  rpc::SetFilterReference(call, filter, "cohort", "cohorts", params);
  if (!request.has_starts_from_time() && !request.has_starts_before_time()) {
    const auto rows = call.Read(sql::kListSessions, std::move(params));
    reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_sessions(), {"_session_id"}));
    return;
  }
  params.Set("after_time", page.key(1))
      .Set("from_time", TimeOf(request.has_starts_from_time(), request.starts_from_time()))
      .Set("before_time", TimeOf(request.has_starts_before_time(), request.starts_before_time()));
  const auto rows = call.Read(sql::kListSessionsByTime, std::move(params));
  reply.set_next_page_token(
      FillPage(call, page, rows, reply.mutable_sessions(), {"_session_id", "_start_time"}));
}

void UpdateSession(Call& call, const v1::UpdateSessionRequest& request, v1::Session& reply) {
  auto tx = call.Begin();
  const auto update =
      BeginUpdate(call, tx, sql::kLockSession, sql::kGetSessions, request.session(), request.update_mask());
  if (rpc::EndsUnchanged(call, tx, update.before, update.after, reply)) return;
  if (EndsEarly(update.after)) throw InvalidField("session.end_time", kEndsEarly);
  call.Run(tx, sql::kUpdateSession,
           db::Params()
               .Set("session_id", update.id)
               .Set("start_time", StartOf(update.after))
               .Set("end_time", EndOf(update.after))
               .SetOrNull("topic", update.after.topic())
               .SetOrNull("place", update.after.place())
               .Set("cancelled", update.after.cancelled())
               .Set("now", call.now()));
  ReadBackOne(call, tx, sql::kGetSessions, update.id, reply);
  auto changes = call.NewChanges();
  AddChange(changes, update.id, update.version + 1, &update.before, reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::courses
