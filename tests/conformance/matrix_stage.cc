#include "tests/conformance/matrix_stage.h"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "services/common/authorization/request_fields.h"
#include "services/common/base/text.h"
#include "tests/conformance/matrix_requests.h"

namespace waymark::matrix {
namespace {

struct Step {
  const char* rpc;
  const char* text;
};

// The records of a place. What has `-next` or `-batch` is for the calls that are
// compared to make something of.
constexpr Step kRecords[] = {
    {"participants.v1.UnitsService/CreateUnit",
     R"(parent: "{organization}" unit {external_id: "{place}" display_name: "Unit"})"},
    {"participants.v1.ParticipantsService/CreateParticipant",
     R"(parent: "{organization}"
        participant {external_id: "{place}" display_name: "Person" unit: "{unit}"
          protection: PROTECTION_FLAGGED})"},
    {"participants.v1.OpeningsService/BreakGlass",
     R"(name: "{participant}" reason: "To be closed by others" case_number: "1")"},
    {"courses.v1.CoursesService/CreateCourse",
     R"(parent: "{organization}" course {external_id: "{place}" title: "Course"})"},
    {"courses.v1.ProgrammesService/CreateProgramme",
     R"(parent: "{organization}" programme {external_id: "{place}" title: "Programme"})"},
    {"courses.v1.CohortsService/BatchCreateCohorts",
     R"(parent: "{organization}"
        requests {parent: "{organization}" cohort {external_id: "{place}" course: "{course}"
          unit: "{unit}" starts_on: "2024-01-10" ends_on: "2024-02-10"}}
        requests {parent: "{organization}" cohort {external_id: "{place}-next" course: "{course}"}}
        requests {parent: "{organization}" cohort {external_id: "{place}-batch" course: "{course}"}})"},
    {"courses.v1.CohortsService/BatchCreateSessions",
     R"(parent: "{organization}"
        requests {parent: "{organization}" session {external_id: "{place}" cohort: "{cohort}"}}
        requests {parent: "{organization}" session {external_id: "{place}-next" cohort: "{cohort}"}})"},
    {"courses.v1.AssessmentsService/BatchCreateAssessments",
     R"(parent: "{organization}"
        requests {parent: "{organization}" assessment {external_id: "{place}" course: "{course}"
          kind: ASSESSMENT_KIND_QUIZ max_score: 100}}
        requests {parent: "{organization}" assessment {external_id: "{place}-next" course: "{course}"
          kind: ASSESSMENT_KIND_QUIZ max_score: 100}})"},
    {"courses.v1.EnrolmentsService/CreateEnrolment",
     R"(parent: "{organization}" enrolment {external_id: "{place}" participant: "{participant}"
        cohort: "{cohort}" state: ENROLMENT_STATE_GRADUATED enrolled_on: "2024-01-10"
        state_on: "2024-02-10" historical: true})"},
    {"courses.v1.AttendancesService/BatchCreateAttendances",
     R"(parent: "{organization}" requests {parent: "{organization}" attendance {
        participant: "{participant}" session: "{session}" code: ATTENDANCE_CODE_PRESENT}})"},
    {"courses.v1.AssessmentsService/BatchCreateResults",
     R"(parent: "{organization}" requests {parent: "{organization}" result {
        participant: "{participant}" assessment: "{assessment}" score: 50}})"},
    {"courses.v1.CredentialsService/IssueCredential", R"(name: "{enrolment}")"},
    {"progression.v1.LaddersService/CreateLadder",
     R"(parent: "{organization}" ladder {external_id: "{place}" title: "Ladder"})"},
    {"progression.v1.LaddersService/CreateRung",
     R"(parent: "{organization}" rung {external_id: "{place}" ladder: "{ladder}" title: "Rung" position: 1})"},
    {"progression.v1.PostsService/CreatePost",
     R"(parent: "{organization}" post {external_id: "{place}" title: "Post" unit: "{unit}"})"},
    {"progression.v1.CareersService/CreateCareerEvent",
     R"(parent: "{organization}" career_event {participant: "{participant}" rung: "{rung}"
        effective_on: "2024-03-01"})"},
    // Of the organization, which both units share: to nobody, who is not sent to.
    {"webhooks.v1.WebhooksService/CreateWebhook",
     R"(parent: "{organization}" webhook {url: "https://hooks.invalid/{place}"})"},
    {"webhooks.v1.WebhooksService/DisableWebhook", R"(name: "{webhook}")"},
};

// What is seen by copies of who belongs where, and of who teaches or accompanies whom,
// that come by events.
struct Sight {
  Role role;
  const char* rpc;
};
constexpr Sight kSights[] = {
    {waymark::identity::v1::ROLE_COMMANDER, "courses.v1.EnrolmentsService/GetEnrolment"},
    {waymark::identity::v1::ROLE_COMMANDER, "progression.v1.CareersService/GetCareerEvent"},
    {waymark::identity::v1::ROLE_INSTRUCTOR, "participants.v1.ParticipantsService/GetParticipant"},
    {waymark::identity::v1::ROLE_MENTOR, "courses.v1.EnrolmentsService/GetEnrolment"},
    {waymark::identity::v1::ROLE_MENTOR, "participants.v1.ParticipantsService/GetParticipant"}};
constexpr std::chrono::seconds kPatience{60};
// A grant that gives what everybody with a role sees.
constexpr char kStructureAlone[] = R"(role: ROLE_EVALUATOR unit: "{unit}")";

std::string NameOf(Standing standing) {
  switch (standing) {
    case Standing::kWhole:
      return "whole";
    case Standing::kUnit:
      return "unit";
    case Standing::kEnded:
      return "ended";
    case Standing::kDisabled:
      return "disabled";
    case Standing::kEverywhere:
      return "everywhere";
    case Standing::kOneLost:
      return "one-lost";
    case Standing::kToken:
      return "token";
  }
  return "";
}

// The text of a CreateGrantRequest for `{account}`.
std::string InOrganization(const std::string& grant) {
  return R"(parent: "{organization}" grant {account: "{account}" )" + grant + "}";
}
std::string InAllOrganizations(const std::string& grant) {
  return R"(parent: "organizations/-" grant {account: "{account}" )" + grant + "}";
}

std::string GrantOf(Role role, Standing standing) {
  const std::string name = "role: " + waymark::identity::v1::Role_Name(role);
  if (role == waymark::identity::v1::ROLE_PARTICIPANT)
    return InOrganization(name + R"( participant: "{participant}")");
  if (standing == Standing::kEverywhere) return InAllOrganizations(name);
  return InOrganization(standing == Standing::kUnit ? name + R"( unit: "{unit}")" : name);
}

// One that reaches persons, as far as a role can.
std::string OtherRole(Role role) {
  return role == waymark::identity::v1::ROLE_REGISTRAR ? "role: ROLE_COMMANDER" : "role: ROLE_REGISTRAR";
}

}  // namespace

Stage::Stage(Gateway& gateway, std::string administrator_token)
    : gateway_(gateway), administrator_{.token = std::move(administrator_token)} {
  for (const char* slug : {"matrix", "elsewhere"}) {
    MustCall("participants.v1.OrganizationsService/CreateOrganization",
             "organization_id: \"" + std::string(slug) + "\" organization {display_name: \"One\"}", north_,
             administrator_);
  }
  for (Place* place : {&north_, &south_, &elsewhere_}) {
    MakeRecords(*place);
    // Somebody who stands by: the account that requests about an account name.
    *place = MakeAccount("bystander-" + place->id(), {InOrganization(kStructureAlone)}, *place).own;
    const Account teacher =
        MakeAccount("teacher-" + place->id(), {InOrganization("role: ROLE_INSTRUCTOR")}, *place);
    place->Learn(*Teach(teacher, *place).reply);
    const Account mentor =
        MakeAccount("mentor-" + place->id(), {InOrganization("role: ROLE_MENTOR")}, *place);
    place->Learn(*Accompany(mentor, *place).reply);
  }
  for (int value = 1; value <= waymark::identity::v1::Role_MAX; ++value)
    MakeAccounts(static_cast<Role>(value));
  AwaitReach();
}

Answer Stage::MustCall(const std::string& rpc, const std::string& text, const Place& place,
                       const Credential& credential) {
  const auto& method = MethodOf(rpc);
  Answer answer = gateway_.Call(method, *ParseRequest(method, text, place), credential);
  if (answer.error) {
    std::string what = rpc + ": " + answer.error->reason() + ": " + answer.error->message();
    for (const auto& wrong : answer.error->violations()) what += "; " + wrong.field + " " + wrong.description;
    throw std::runtime_error(what);
  }
  return answer;
}

void Stage::MakeRecords(Place& place) {
  for (const Step& step : kRecords) place.Learn(*MustCall(step.rpc, step.text, place, administrator_).reply);
  place.Learn(*AwaitAuditEntry(place).reply);
}

// What was made is in the audit log a moment later.
Answer Stage::AwaitAuditEntry(const Place& place) {
  const auto& method = MethodOf("access.v1.AuditService/GetAuditEntry");
  const auto request = ParseRequest(method, R"(name: "{organization}/auditEntries/1")", place);
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    Answer answer = gateway_.Call(method, *request, administrator_);
    if (!answer.error) return answer;
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error("the audit log stays empty");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

// Signs in twice: one session is for the calls, the other for them to be about.
Account Stage::MakeAccount(const std::string& user_name, const std::vector<std::string>& grants,
                           const Place& place) {
  const std::string name = R"("accounts/~)" + user_name + '"';
  const std::string sign_in = "user_name: \"" + user_name + R"(" password: "{password}")";
  Account account{.credential = {}, .own = place.WithAccountOf(Place("matrix", "nobody"))};
  Place& own = account.own;
  own.Learn(*MustCall("access.v1.AccountsService/CreateAccount",
                      "account {display_name: \"One\" user_name: \"" + user_name + "\"}", place,
                      administrator_)
                 .reply);
  const auto link =
      MustCall("access.v1.AccountsService/CreateAccountLink", "name: " + name, place, administrator_);
  const auto* secret = link.reply->GetDescriptor()->FindFieldByName("secret");
  MustCall("access.v1.AccountsService/RedeemAccountLink",
           "secret: \"" + link.reply->GetReflection()->GetString(*link.reply, secret) +
               R"(" new_password: "{password}")",
           place, {});
  for (const std::string& grant : grants) {
    const auto made = MustCall("access.v1.GrantsService/CreateGrant", grant, own, administrator_);
    if (&grant == &grants.front()) own.Learn(*made.reply);
  }
  own.Learn(*MustCall("access.v1.SessionsService/CreateSession", sign_in, place, {}).reply);
  account.credential.session =
      MustCall("access.v1.SessionsService/CreateSession", sign_in, place, {}).session;
  own.Learn(
      *MustCall("access.v1.ApiTokensService/CreateApiToken",
                R"(parent: "{account}" api_token {display_name: "Token" current_password: "{password}"})",
                own, account.credential)
           .reply);
  return account;
}

Answer Stage::Teach(const Account& account, const Place& place) {
  return MustCall("courses.v1.InstructorsService/CreateInstructor",
                  R"(parent: "{organization}" instructor {cohort: "{cohort}" account: "{account}"})",
                  place.WithAccountOf(account.own), administrator_);
}

Answer Stage::Accompany(const Account& account, const Place& place) {
  return MustCall("progression.v1.MentorshipsService/CreateMentorship",
                  R"(parent: "{organization}" mentorship {
                     mentor: "{account}" mentee: "{participant}" state: MENTORSHIP_STATE_ACTIVE})",
                  place.WithAccountOf(account.own), administrator_);
}

void Stage::MakeAccounts(Role role) {
  for (const Standing standing : {Standing::kWhole, Standing::kUnit, Standing::kEnded, Standing::kDisabled,
                                  Standing::kEverywhere, Standing::kOneLost, Standing::kToken}) {
    const bool of_many = standing == Standing::kWhole || standing == Standing::kEverywhere;
    if (role == waymark::identity::v1::ROLE_PARTICIPANT && of_many) continue;
    const std::string user_name =
        Lower(waymark::identity::v1::Role_Name(role).substr(5)) + "-" + NameOf(standing);
    std::vector<std::string> grants{GrantOf(role, standing)};
    if (standing == Standing::kOneLost) grants.push_back(InOrganization(kStructureAlone));
    if (standing == Standing::kToken) grants.push_back(InAllOrganizations(OtherRole(role)));
    Account account = MakeAccount(user_name, grants, north_);
    SetStanding(role, standing, account);
    accounts_.emplace(std::pair(role, standing), account);
  }
}

void Stage::SetStanding(Role role, Standing standing, Account& account) {
  if (role == waymark::identity::v1::ROLE_INSTRUCTOR) {
    Teach(account, north_);
    // The grant for a unit is none for what other units run.
    if (standing == Standing::kUnit) Teach(account, south_);
  }
  if (role == waymark::identity::v1::ROLE_MENTOR) {
    account.own.Replace(*Accompany(account, north_).reply);
    // Nor is it one for persons of other units.
    if (standing == Standing::kUnit) Accompany(account, south_);
  }
  // These lose what they have while they are signed in.
  if (standing == Standing::kEnded || standing == Standing::kOneLost)
    MustCall("access.v1.GrantsService/EndGrant", R"(name: "{grant}")", account.own, administrator_);
  if (standing == Standing::kDisabled)
    MustCall("access.v1.AccountsService/DisableAccount", R"(name: "{account}")", account.own, administrator_);
  if (standing != Standing::kToken) return;
  const auto token =
      MustCall("access.v1.ApiTokensService/CreateApiToken",
               R"(parent: "{account}" api_token {display_name: "Limited" organization: "{organization}"
         current_password: "{password}" roles: )" +
                   waymark::identity::v1::Role_Name(role) + "}",
               account.own, account.credential);
  account.credential = {.token = authorization::Text(*token.reply, "token")};
}

const Account* Stage::AccountOf(Role role, Standing standing) const {
  const auto found = accounts_.find({role, standing});
  return found == accounts_.end() ? nullptr : &found->second;
}

// Waits until each service has heard that the person of north belongs there, and who teaches and
// accompanies them.
void Stage::AwaitReach() {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (const auto& [role, rpc] : kSights) {
    const auto& method = MethodOf(rpc);
    const Account& account = *AccountOf(role, Standing::kUnit);
    while (gateway_.Call(method, *MakeRequest(method, account.own), account.credential).error) {
      if (std::chrono::steady_clock::now() > until)
        throw std::runtime_error(std::string(rpc) + ": who has a role in a unit does not see its person");
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
}

}  // namespace waymark::matrix
