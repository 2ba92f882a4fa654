#include "services/courses/cohort_records.h"

#include "services/common/rpc/names.h"
#include "services/courses/cohort_states.h"
#include "services/courses/create.h"
#include "services/courses/sql.h"

namespace waymark::courses {
namespace {

using rpc::Call;

constexpr const char* kEndsEarly = "must not be before starts_on";

// `before` is null for a new one.
void AddChange(events::Changes& changes, const std::string& id, int version, const v1::Cohort* before,
               const v1::Cohort& cohort) {
  auto& changed = *changes.Add("cohort.changed", "cohorts/" + id, version).mutable_cohort_changed();
  changed.set_cohort_id(id);
  changed.set_course_id(std::string(rpc::LastPart(cohort.course())));
  changed.set_unit_id(std::string(rpc::LastPart(cohort.unit())));
  changed.set_starts_on(cohort.starts_on());
  changed.set_ends_on(cohort.ends_on());
  changed.set_state(cohort.state());
  changes.Describe(before, cohort);
}

bool EndsEarly(const v1::Cohort& cohort) {
  return !cohort.starts_on().empty() && !cohort.ends_on().empty() && cohort.ends_on() < cohort.starts_on();
}

// What is wrong with a reference to a unit; nothing when it may be referred to.
std::optional<Error> UnitError(std::string_view name, const rpc::Resolved& unit) {
  if (name.empty() || unit.open) return std::nullopt;
  if (unit.id.empty()) return ReferenceNotFound("cohort.unit", "unit");
  return FailedPrecondition("UNIT_CLOSED", "the unit is closed: name one that is open")
      .WithViolation("cohort.unit", "must be a unit that is open");
}

struct CohortCreator : CreatorDefaults {
  using Item = v1::CreateCohortRequest;
  using Record = v1::Cohort;
  static constexpr const char* kField = "cohort";
  static const Record& RecordOf(const Item& item) { return item.cohort(); }
  static const std::string& ChosenIdOf(const Item& item) { return item.cohort_id(); }
  static constexpr const db::Query* kTaken = &sql::kFindTakenCohorts;
  static constexpr const db::Query* kGet = &sql::kGetCohorts;

  explicit CohortCreator(Batch<CohortCreator>& of) : batch(of), resolved(of.size()) {}

  void Prepare() {
    std::vector<std::string_view> units;
    for (size_t i = 0; i < batch.size(); ++i) units.push_back(batch.record(i).unit());
    const auto found = rpc::AskDirectory(batch.call, "units", units);
    const std::string today = FormatDay(batch.call.now());
    for (size_t i = 0; i < batch.size(); ++i) {
      resolved[i] = batch.record(i);
      if (EndsEarly(resolved[i])) batch.Wrong(i, "ends_on", kEndsEarly);
      if (auto error = UnitError(units[i], found[i])) batch.failures.Add(i, std::move(*error));
      resolved[i].set_unit(rpc::Name(batch.call.organization(), "units", found[i].id));
      if (resolved[i].state() == vocabulary::v1::COHORT_STATE_UNSPECIFIED)
        resolved[i].set_state(StateOfDays(resolved[i].starts_on(), resolved[i].ends_on(), today));
    }
    Resolve();
  }

  void Resolve() {
    const rpc::References courses(batch.call, sql::kResolveCourses, batch.NamesIn(&v1::Cohort::course));
    for (size_t i = 0; i < batch.size(); ++i) {
      if (!batch.Has(i)) continue;
      if (!courses[i]) {
        batch.failures.Add(i, ReferenceNotFound("cohort.course", "course"));
        continue;
      }
      const int current = static_cast<int>(courses[i]->Int("course_version"));
      if (resolved[i].course_version() > current)
        batch.Wrong(i, "course_version", "must be a version that the course has");
      if (resolved[i].course_version() == 0) resolved[i].set_course_version(current);
      resolved[i].set_course(rpc::Name(batch.call.organization(), "courses", courses[i]->Text("id")));
    }
  }

  void Insert(db::Transaction& tx, const std::vector<size_t>& items, events::Changes& changes) {
    std::vector<std::string> ids, digests, courses;
    std::vector<std::optional<std::string>> external_ids, units, titles, starts_ons, ends_ons;
    std::vector<int> versions, capacities, states;
    for (const size_t i : items) {
      const auto& cohort = resolved[i];
      ids.push_back(batch.sorted.id(i));
      digests.push_back(batch.sorted.digest(i));
      external_ids.push_back(db::OrNull(cohort.external_id()));
      courses.emplace_back(rpc::LastPart(cohort.course()));
      versions.push_back(cohort.course_version());
      units.push_back(db::OrNull(rpc::LastPart(cohort.unit())));
      titles.push_back(db::OrNull(cohort.title()));
      starts_ons.push_back(db::OrNull(cohort.starts_on()));
      ends_ons.push_back(db::OrNull(cohort.ends_on()));
      capacities.push_back(cohort.capacity());
      states.push_back(cohort.state());
      AddChange(changes, ids.back(), 1, nullptr, cohort);
    }
    batch.call.Run(tx, sql::kCreateCohorts,
                   db::Params()
                       .Set("cohort_ids", ids)
                       .Set("external_ids", external_ids)
                       .Set("course_ids", courses)
                       .Set("course_versions", versions)
                       .Set("unit_ids", units)
                       .Set("titles", titles)
                       .Set("starts_ons", starts_ons)
                       .Set("ends_ons", ends_ons)
                       .Set("capacities", capacities)
                       .Set("states", states)
                       .Set("content_digests", digests)
                       .Set("now", batch.call.now()));
  }

  Batch<CohortCreator>& batch;
  std::vector<v1::Cohort> resolved;  // the items, with defaults and UUIDs
};

// FAILED_PRECONDITION / CAPACITY_BELOW_SEATS.
Error CapacityBelowSeats(int64_t taken) {
  const std::string what = "must be at least " + std::to_string(taken) + ", the seats that are taken";
  return FailedPrecondition("CAPACITY_BELOW_SEATS", "the capacity " + what)
      .WithViolation("cohort.capacity", what);
}

// Throws unless the cohort may become what the update makes of it.
void CheckUpdate(Call& call, db::Transaction& tx, const Update<v1::Cohort>& update) {
  const v1::Cohort& before = update.before;
  const v1::Cohort& after = update.after;
  if (EndsEarly(after)) throw InvalidField("cohort.ends_on", kEndsEarly);
  if (after.state() != before.state() && !MayFollow(before.state(), after.state()))
    throw IllegalStateChange("cohort", StateName(before.state()), StateName(after.state()));
  if (after.course_version() != before.course_version()) {
    if (HasBegun(before.state()) || before.state() == vocabulary::v1::COHORT_STATE_CANCELLED) {
      throw FailedPrecondition("COHORT_BEGUN", "a cohort stays on the version of its course once it is " +
                                                   StateName(before.state()));
    }
    const auto course =
        call.One(tx, sql::kGetCourses, rpc::ReferenceParams(std::vector<std::string_view>{before.course()}),
                 before.course());
    if (after.course_version() > course.Int("version"))
      throw InvalidField("cohort.course_version", "must be a version that the course has");
  }
  if (after.capacity() == 0 || after.capacity() == before.capacity()) return;
  for (const db::Row row :
       call.Run(tx, sql::kCountSeats, db::Params().Set("cohort_ids", std::vector{update.id}))) {
    if (row.Int("taken") > after.capacity()) throw CapacityBelowSeats(row.Int("taken"));
  }
}

}  // namespace

void CreateCohort(Call& call, const v1::CreateCohortRequest& request, v1::Cohort& reply) {
  CreateOne<CohortCreator>(call, request, reply);
}

void BatchCreateCohorts(Call& call, const v1::BatchCreateCohortsRequest& request,
                        v1::BatchCreateCohortsResponse& reply) {
  CreateMany<CohortCreator>(call, request, reply, reply.mutable_cohorts());
}

void UpdateCohort(Call& call, const v1::UpdateCohortRequest& request, v1::Cohort& reply) {
  const std::string& unit_name = request.cohort().unit();
  const auto unit = rpc::AskDirectory(call, "units", {unit_name})[0];
  if (auto error = UnitError(unit_name, unit)) throw *error;
  auto tx = call.Begin();
  auto update =
      BeginUpdate(call, tx, sql::kLockCohort, sql::kGetCohorts, request.cohort(), request.update_mask());
  if (update.Changes("unit")) update.after.set_unit(rpc::Name(call.organization(), "units", unit.id));
  if (update.after.course_version() == 0) update.after.set_course_version(update.before.course_version());
  if (update.after.state() == 0) update.after.set_state(update.before.state());
  if (rpc::EndsUnchanged(call, tx, update.before, update.after, reply)) return;
  CheckUpdate(call, tx, update);
  call.Run(tx, sql::kUpdateCohort,
           db::Params()
               .Set("cohort_id", update.id)
               .Set("course_version", update.after.course_version())
               .SetOrNull("unit_id", rpc::LastPart(update.after.unit()))
               .SetOrNull("title", update.after.title())
               .SetOrNull("starts_on", update.after.starts_on())
               .SetOrNull("ends_on", update.after.ends_on())
               .Set("capacity", update.after.capacity())
               .Set("state", static_cast<int>(update.after.state()))
               .Set("now", call.now()));
  ReadBackOne(call, tx, sql::kGetCohorts, update.id, reply);
  auto changes = call.NewChanges();
  AddChange(changes, update.id, update.version + 1, &update.before, update.after);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::courses
