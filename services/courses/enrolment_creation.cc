#include "services/courses/enrolment_creation.h"

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "services/common/rpc/constraints.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/state_day.h"
#include "services/courses/cohort_states.h"
#include "services/courses/create.h"
#include "services/courses/enrolment_draft.h"
#include "services/courses/enrolment_events.h"
#include "services/courses/seats.h"
#include "services/courses/sql.h"

namespace waymark::courses {
namespace {

using rpc::Call;

// FAILED_PRECONDITION / COHORT_NOT_OPEN.
Error CohortNotOpen(CohortState state) {
  return FailedPrecondition("COHORT_NOT_OPEN", "the cohort is " + StateName(state) +
                                                   " and takes no enrolments; set `historical` for a past "
                                                   "record")
      .WithViolation("enrolment.cohort", "must be a cohort that is OPEN or RUNNING");
}

// FAILED_PRECONDITION / PARTICIPANT_NOT_OPEN.
Error ParticipantNotOpen() {
  return FailedPrecondition("PARTICIPANT_NOT_OPEN", "the participant is deceased or erased")
      .WithViolation("enrolment.participant", "must not be deceased or erased");
}

// Met by who may not see the enrolment that is there: those that they see are found
// before. An id is unique in the organization, so that it is taken cannot be hidden;
// nothing else is said of what has it.
constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"ENROLMENT_EXTERNAL_ID_UNIQUE",
     [](const Call&) { return AlreadyExists("enrolment.external_id", "is taken by another record"); }},
    {"ENROLMENT_ID_UNIQUE",
     [](const Call&) { return AlreadyExists("enrolment_id", "is taken by another record"); }},
    {"ENROLMENT_OPEN_UNIQUE", [](const Call&) {
       return AlreadyExists("enrolment.participant", "is enrolled in this cohort already");
     }}};

std::optional<std::string> AttributesJson(const v1::Enrolment& enrolment) {
  if (enrolment.attributes().empty()) return std::nullopt;
  nlohmann::json values = nlohmann::json::object();
  for (const auto& attribute : enrolment.attributes()) values[attribute.key()] = attribute.value();
  return values.dump();
}

struct EnrolmentCreator : CreatorDefaults {
  using Item = v1::CreateEnrolmentRequest;
  using Record = v1::Enrolment;
  static constexpr const char* kField = "enrolment";
  static const Record& RecordOf(const Item& item) { return item.enrolment(); }
  static const std::string& ChosenIdOf(const Item& item) { return item.enrolment_id(); }
  static constexpr const db::Query* kTaken = &sql::kFindTakenEnrolments;
  static constexpr const db::Query* kGet = &sql::kGetEnrolments;

  // An item with all that was left out, and what it refers to.
  struct Draft {
    v1::Enrolment enrolment;
    std::string participant_id, cohort_id, course_id;
    bool limited = false;  // whether the cohort has a capacity
  };

  explicit EnrolmentCreator(Batch<EnrolmentCreator>& of) : batch(of), drafts(of.size()) {}

  void Prepare() {
    const std::string today = FormatDay(batch.call.now()), latest = rpc::LatestToday(batch.call.now());
    for (size_t i = 0; i < batch.size(); ++i) {
      drafts[i].enrolment = Drafted(batch.record(i), today);
      for (auto& violation : Check(drafts[i].enrolment, latest))
        batch.Wrong(i, violation.field, violation.description);
    }
    const auto participants =
        rpc::AskDirectory(batch.call, "participants", batch.NamesIn(&v1::Enrolment::participant));
    for (size_t i = 0; i < batch.size(); ++i) {
      if (!batch.Has(i)) continue;
      drafts[i].participant_id = participants[i].id;
      if (participants[i].id.empty()) {
        batch.failures.Add(i, ReferenceNotFound("enrolment.participant", "participant"));
      } else if (!participants[i].open && !drafts[i].enrolment.historical()) {
        batch.failures.Add(i, ParticipantNotOpen());
      }
    }
    Resolve();
  }

  void Resolve() {
    const rpc::References cohorts(batch.call, sql::kResolveCohorts, batch.NamesIn(&v1::Enrolment::cohort));
    for (size_t i = 0; i < batch.size(); ++i) {
      if (!batch.Has(i)) continue;
      if (!cohorts[i]) {
        batch.failures.Add(i, ReferenceNotFound("enrolment.cohort", "cohort"));
        continue;
      }
      Draft& draft = drafts[i];
      draft.cohort_id = cohorts[i]->Text("id");
      draft.course_id = cohorts[i]->Text("course_id");
      draft.limited = cohorts[i]->Int("capacity") > 0;
      const auto state = static_cast<CohortState>(cohorts[i]->Int("state"));
      if (!draft.enrolment.historical() &&
          !TakesEnrolments(state, cohorts[i]->Text("ends_on"), draft.enrolment.enrolled_on())) {
        batch.failures.Add(i, CohortNotOpen(state));
      }
    }
  }

  // An open enrolment is known by who and where; another one, in an import that
  // may be run again, by its content too.
  void AddKeys(size_t i, std::vector<rpc::CreateBatch::Key>& keys) {
    const Draft& draft = drafts[i];
    std::string who = draft.participant_id + " in " + draft.cohort_id;
    if (IsOpen(draft.enrolment.state())) {
      keys.push_back({"enrolment.participant", std::move(who)});
    } else if (batch.allow_existing) {
      keys.push_back({"enrolment.participant", who + " " + rpc::ContentDigest(batch.record(i))});
    }
  }

  void Admit(db::Transaction& tx) {
    RefuseSecondOpen(tx);
    Seats seats(batch.call, tx, LimitedCohorts());
    for (const size_t i : batch.sorted.NewItems()) {
      const Draft& draft = drafts[i];
      if (!draft.enrolment.historical() && TakesSeat(draft.enrolment.state()) &&
          !seats.Take(draft.cohort_id)) {
        batch.sorted.Fail(i, CohortFull("enrolment.cohort"));
      }
    }
  }

  void Insert(db::Transaction& tx, const std::vector<size_t>& items, events::Changes& changes) {
    std::vector<std::string> ids, digests, participants, cohorts;
    std::vector<std::optional<std::string>> external_ids, state_ons, enrolled_ons, exit_reasons, attributes;
    std::vector<int> states, versions;
    std::vector<bool> historical, ever_active, graduated;
    for (const size_t i : items) {
      Draft& draft = drafts[i];
      v1::Enrolment& enrolment = draft.enrolment;
      const bool graduate = enrolment.state() == vocabulary::v1::ENROLMENT_STATE_GRADUATED;
      ids.push_back(batch.sorted.id(i));
      digests.push_back(batch.sorted.digest(i));
      external_ids.push_back(db::OrNull(enrolment.external_id()));
      participants.push_back(draft.participant_id);
      cohorts.push_back(draft.cohort_id);
      states.push_back(enrolment.state());
      state_ons.push_back(db::OrNull(enrolment.state_on()));
      enrolled_ons.push_back(db::OrNull(enrolment.enrolled_on()));
      exit_reasons.push_back(db::OrNull(enrolment.exit_reason()));
      historical.push_back(enrolment.historical());
      ever_active.push_back(enrolment.ever_active());
      graduated.push_back(graduate);
      attributes.push_back(AttributesJson(enrolment));
      // One version for each event.
      versions.push_back(graduate ? 2 : 1);
      enrolment.set_name(rpc::Name(batch.call.organization(), "enrolments", ids.back()));
      enrolment.set_participant(rpc::Name(batch.call.organization(), "participants", draft.participant_id));
      enrolment.set_cohort(rpc::Name(batch.call.organization(), "cohorts", draft.cohort_id));
      AddStateChanged(batch.call, nullptr, enrolment, draft.course_id, 1, changes);
      if (graduate) AddGraduated(batch.call, enrolment, draft.course_id, "", 2, changes);
    }
    const auto params = db::Params()
                            .Set("enrolment_ids", ids)
                            .Set("external_ids", external_ids)
                            .Set("participant_ids", participants)
                            .Set("cohort_ids", cohorts)
                            .Set("states", states)
                            .Set("state_ons", state_ons)
                            .Set("enrolled_ons", enrolled_ons)
                            .Set("exit_reasons", exit_reasons)
                            .Set("historical", historical)
                            .Set("ever_active", ever_active)
                            .Set("graduated", graduated)
                            .Set("attributes", attributes)
                            .Set("content_digests", digests)
                            .Set("versions", versions)
                            .Set("now", batch.call.now());
    rpc::Explained(batch.call, kMeanings, [&] { batch.call.Run(tx, sql::kCreateEnrolments, params); });
  }

  // Sorts out new items whose person has an open enrolment in the cohort already, by
  // whichever of their records, or one with the same content.
  void RefuseSecondOpen(db::Transaction& tx) {
    const auto items = batch.sorted.NewItems();
    if (items.empty()) return;
    std::vector<std::string> participants, cohorts;
    std::vector<std::optional<std::string>> digests;
    std::vector<bool> open;
    for (const size_t i : items) {
      participants.push_back(drafts[i].participant_id);
      cohorts.push_back(drafts[i].cohort_id);
      open.push_back(IsOpen(drafts[i].enrolment.state()));
      digests.push_back(batch.allow_existing ? std::optional(batch.sorted.digest(i)) : std::nullopt);
    }
    const auto rows = batch.call.Run(tx, sql::kFindSameEnrolments,
                                     db::Params()
                                         .Set("participant_ids", participants)
                                         .Set("cohort_ids", cohorts)
                                         .Set("open", open)
                                         .Set("content_digests", digests));
    std::unordered_map<size_t, std::string> persons;  // of those who are another record
    for (const db::Row row : rows) {
      const size_t i = items[static_cast<size_t>(row.Int("item"))];
      if (row.Text("person_id") != drafts[i].participant_id) persons.emplace(i, row.Text("person_id"));
      if (row.IsNull("id") || !batch.sorted.IsNew(i)) continue;
      if (batch.allow_existing && row.Text("content_digest") == batch.sorted.digest(i)) {
        batch.sorted.Taken(i, "enrolment.participant", row.Text("id"), row.Text("content_digest"));
      } else {
        batch.sorted.Fail(
            i, AlreadyEnrolled(": " + rpc::Name(batch.call.organization(), "enrolments", row.Text("id"))));
      }
    }
    if (!persons.empty()) RefuseSecondRecord(persons);
  }

  // Of new items that are of one person by several records: all but the first.
  void RefuseSecondRecord(const std::unordered_map<size_t, std::string>& persons) {
    std::unordered_map<std::string, size_t> open;
    for (const size_t i : batch.sorted.NewItems()) {
      if (!IsOpen(drafts[i].enrolment.state())) continue;
      const auto other = persons.find(i);
      const std::string& person = other != persons.end() ? other->second : drafts[i].participant_id;
      const auto [first, is_first] = open.emplace(person + " in " + drafts[i].cohort_id, i);
      if (!is_first) {
        batch.sorted.Fail(
            i, AlreadyEnrolled(" by requests[" + std::to_string(first->second) + "] of this batch"));
      }
    }
  }

  static Error AlreadyEnrolled(const std::string& how) {
    const std::string what = "is enrolled in this cohort already" + how;
    return Error(Code::kAlreadyExists, "ENROLMENT_OPEN_UNIQUE", "the participant " + what)
        .WithViolation("enrolment.participant", what);
  }

  // Those of the cohorts with a capacity in which new items take seats.
  std::vector<std::string> LimitedCohorts() const {
    std::vector<std::string> cohorts;
    for (const size_t i : batch.sorted.NewItems()) {
      if (drafts[i].limited && !drafts[i].enrolment.historical() && TakesSeat(drafts[i].enrolment.state()))
        cohorts.push_back(drafts[i].cohort_id);
    }
    return cohorts;
  }

  Batch<EnrolmentCreator>& batch;
  std::vector<Draft> drafts;
};

}  // namespace

void CreateEnrolment(Call& call, const v1::CreateEnrolmentRequest& request, v1::Enrolment& reply) {
  CreateOne<EnrolmentCreator>(call, request, reply);
}

void BatchCreateEnrolments(Call& call, const v1::BatchCreateEnrolmentsRequest& request,
                           v1::BatchCreateEnrolmentsResponse& reply) {
  CreateMany<EnrolmentCreator>(call, request, reply, reply.mutable_enrolments());
}

}  // namespace waymark::courses
