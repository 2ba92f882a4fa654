#include <algorithm>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/courses/create.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/programmes.grpc.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;

// The UUIDs of a programme's courses. Throws when one is named twice or is not
// there.
std::vector<std::string> CourseIds(Call& call, const v1::Programme& programme) {
  const auto& names = programme.courses();
  const rpc::References courses(call, sql::kResolveCourses, {names.begin(), names.end()});
  std::vector<std::string> ids;
  for (int i = 0; i < names.size(); ++i) {
    const std::string field = "programme.courses[" + std::to_string(i) + "]";
    const db::Row* course = courses[static_cast<size_t>(i)];
    if (!course) throw ReferenceNotFound(field, "course");
    ids.push_back(course->Text("id"));
    if (std::find(ids.begin(), ids.end() - 1, ids.back()) != ids.end() - 1)
      throw InvalidField(field, "is named twice; name each course once");
  }
  return ids;
}

// The UUIDs of names in UUID form.
std::vector<std::string> IdsOf(const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<std::string> ids;
  for (const auto& name : names) ids.emplace_back(rpc::LastPart(name));
  return ids;
}

db::Params ParamsOf(const Call& call, const std::string& id, const v1::Programme& programme,
                    const std::vector<std::string>& course_ids) {
  const auto& donors = programme.donor_references();
  return db::Params()
      .Set("programme_id", id)
      .Set("title", programme.title())
      .Set("donor_references", std::vector<std::string>(donors.begin(), donors.end()))
      .Set("course_ids", course_ids)
      .Set("now", call.now());
}

// `before` is null for a new one.
void AddChange(events::Changes& changes, const std::string& id, int version,
               const std::vector<std::string>& course_ids, const v1::Programme* before,
               const v1::Programme& programme) {
  auto& changed = *changes.Add("programme.changed", "programmes/" + id, version).mutable_programme_changed();
  changed.set_programme_id(id);
  changed.mutable_course_ids()->Add(course_ids.begin(), course_ids.end());
  changes.Describe(before, programme);
}

struct ProgrammeCreator : CreatorDefaults {
  using Item = v1::CreateProgrammeRequest;
  using Record = v1::Programme;
  static constexpr const char* kField = "programme";
  static const Record& RecordOf(const Item& item) { return item.programme(); }
  static const std::string& ChosenIdOf(const Item& item) { return item.programme_id(); }
  static constexpr const db::Query* kTaken = &sql::kFindTakenProgrammes;
  static constexpr const db::Query* kGet = &sql::kGetProgrammes;

  explicit ProgrammeCreator(Batch<ProgrammeCreator>& of) : batch(of) {}

  void Prepare() { course_ids = CourseIds(batch.call, batch.record(0)); }

  // There is no batch of programmes: one item.
  void Insert(db::Transaction& tx, const std::vector<size_t>& items, events::Changes& changes) {
    const size_t i = items.front();
    const auto& programme = batch.record(i);
    batch.call.Run(tx, sql::kCreateProgramme,
                   ParamsOf(batch.call, batch.sorted.id(i), programme, course_ids)
                       .SetOrNull("external_id", programme.external_id())
                       .Set("content_digest", batch.sorted.digest(i)));
    AddChange(changes, batch.sorted.id(i), 1, course_ids, nullptr, programme);
  }

  Batch<ProgrammeCreator>& batch;
  std::vector<std::string> course_ids;
};

void Get(Call& call, const v1::GetProgrammeRequest& request, v1::Programme& reply) {
  GetRecord(call, sql::kGetProgrammes, request.name(), reply);
}

void List(Call& call, const v1::ListProgrammesRequest& request, v1::ListProgrammesResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id"});
  const auto rows =
      call.Read(sql::kListProgrammes, db::Params()
                                          .Set("after", page.key(0))
                                          .Set("limit", page.limit())
                                          .Set("external_id", rpc::TextFilter(filter, "external_id")));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_programmes(), {"_programme_id"}));
}

void Change(Call& call, const v1::UpdateProgrammeRequest& request, v1::Programme& reply) {
  auto course_ids = CourseIds(call, request.programme());
  auto tx = call.Begin();
  const auto update = BeginUpdate(call, tx, sql::kLockProgramme, sql::kGetProgrammes, request.programme(),
                                  request.update_mask());
  if (rpc::EndsUnchanged(call, tx, update.before, update.after, reply)) return;
  if (!update.Changes("courses")) course_ids = IdsOf(update.before.courses());
  call.Run(tx, sql::kUpdateProgramme, ParamsOf(call, update.id, update.after, course_ids));
  ReadBackOne(call, tx, sql::kGetProgrammes, update.id, reply);
  auto changes = call.NewChanges();
  AddChange(changes, update.id, update.version + 1, course_ids, &update.before, reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeProgrammesService() {
  return {v1::ProgrammesService::service_full_name(),
          {{"CreateProgramme", CreateOne<ProgrammeCreator>},
           {"GetProgramme", Get},
           {"ListProgrammes", List},
           {"UpdateProgramme", Change}}};
}

}  // namespace waymark::courses
