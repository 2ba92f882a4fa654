#include "tests/conformance/matrix_requests.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <stdexcept>

#include "google/api/annotations.pb.h"
#include "google/api/field_behavior.pb.h"
#include "services/common/authorization/request_fields.h"
#include "services/common/base/text.h"
#include "tests/conformance/matrix_gateway.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::matrix {
namespace {

using google::api::FieldBehavior;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using waymark::options::v1::FieldRules;

constexpr int kLongestPage = 1000;
// Not one that Waymark made.
constexpr char kWrongEtag[] = "\"1.none\"";

struct Written {
  const char* rpc;
  const char* text;
};

// The requests that cannot be generated, and why.
constexpr Written kWritten[] = {
    // The passwords are right where nothing changes by it, and wrong where it would.
    {"access.v1.SessionsService/CreateSession", R"(user_name: "bystander-{place}" password: "{password}")"},
    {"access.v1.AccountsService/ChangePassword",
     R"(name: "{account}" current_password: "unknown to all" new_password: "short")"},
    {"access.v1.AccountsService/RedeemAccountLink", R"(secret: "unknown" new_password: "{password}")"},
    {"access.v1.AccountsService/ConfirmTotp", R"(name: "{account}" code: "000000")"},
    {"access.v1.AccountsService/BeginTotp", R"(name: "{account}" current_password: "{password}")"},
    {"access.v1.AccountsService/CreateAccountLink", R"(name: "{account}" current_password: "{password}")"},
    {"access.v1.AccountsService/ResetTotp", R"(name: "{account}" current_password: "{password}")"},
    {"access.v1.ApiTokensService/CreateApiToken",
     R"(parent: "{account}" api_token {display_name: "Token" current_password: "{password}"})"},
    // Rights of nobody whose row this table has, in a part only.
    {"access.v1.GrantsService/CreateGrant",
     R"(parent: "{organization}"
        grant {account: "accounts/~bystander-{place}" role: ROLE_EVALUATOR unit: "{unit}"})"},
    // There is none, since no e-mail is sent.
    {"access.v1.MailsService/ResendMail", R"(name: "mails/0190a2c4-0000-7000-8000-000000000000")"},
    // There is none of that name: nobody but who has a role everywhere may know.
    // All persons of the stage are called so.
    {"participants.v1.ParticipantsService/SearchParticipants",
     R"(parent: "{organization}" query: "person" page_size: 1000)"},
    {"participants.v1.OrganizationsService/CreateOrganization",
     R"(organization_id: "{new}" organization {display_name: "New"})"},
    // What is there already would hide whether it may be made: these are about
    // the cohort, session and assessment in which the person has no record yet.
    {"courses.v1.EnrolmentsService/CreateEnrolment",
     R"(parent: "{organization}"
        enrolment {participant: "{participant}" cohort: "{organization}/cohorts/~{place}-next"})"},
    {"courses.v1.EnrolmentsService/BatchCreateEnrolments",
     R"(parent: "{organization}"
        requests {parent: "{organization}" enrolment {
          participant: "{participant}" cohort: "{organization}/cohorts/~{place}-batch"}})"},
    {"courses.v1.AttendancesService/BatchCreateAttendances",
     R"(parent: "{organization}"
        requests {parent: "{organization}" attendance {
          participant: "{participant}" session: "{organization}/sessions/~{place}-next"
          code: ATTENDANCE_CODE_PRESENT}})"},
    {"courses.v1.AssessmentsService/BatchCreateResults",
     R"(parent: "{organization}"
        requests {parent: "{organization}" result {
          participant: "{participant}" assessment: "{organization}/assessments/~{place}-next" score: 50}})"},
    // Of a cohort: one of a course is of no unit.
    {"courses.v1.AssessmentsService/CreateAssessment",
     R"(parent: "{organization}"
        assessment {external_id: "{new}" cohort: "{cohort}" kind: ASSESSMENT_KIND_QUIZ})"},
    {"courses.v1.AssessmentsService/BatchCreateAssessments",
     R"(parent: "{organization}"
        requests {parent: "{organization}" assessment {
          external_id: "{new}" cohort: "{cohort}" kind: ASSESSMENT_KIND_QUIZ}})"},
    // From the first on, which every place knows.
    {"access.v1.AuditService/ListAuditEntries",
     R"(parent: "{organization}" page_size: 1000 order_by: "entry_no")"},
    // Of all: it takes no external ids.
    {"evaluation.v1.FunnelService/ComputeFunnel", R"(parent: "{organization}")"},
    {"evaluation.v1.OutcomesService/ListOutcomes", R"(parent: "{organization}" page_size: 1000)"},
    {"evaluation.v1.OutcomesService/ListLatestOutcomes", R"(parent: "{organization}" page_size: 1000)"},
    {"evaluation.v1.OutcomesService/WatchOutcomes", R"(parent: "{organization}")"},
    // Only said, not done.
    {"courses.v1.CohortsService/GraduateCohort", R"(name: "{cohort}" validate_only: true)"},
    // A promotion on a day of its own: two on one day are one.
    {"progression.v1.CareersService/CreateCareerEvent",
     R"(parent: "{organization}" career_event {
          external_id: "{new}" participant: "{participant}" rung: "{rung}" effective_on: "2024-05-01"})"},
    {"progression.v1.CareersService/BatchCreateCareerEvents",
     R"(parent: "{organization}" requests {parent: "{organization}" career_event {
          external_id: "{new}" participant: "{participant}" rung: "{rung}" effective_on: "2024-06-01"}})"},
    // An address that may be called, but by nobody: the name stands for nothing.
    {"webhooks.v1.WebhooksService/CreateWebhook",
     R"(parent: "{organization}" webhook {url: "https://hooks.invalid/{new}"})"},
    {"webhooks.v1.WebhooksService/ReplayWebhook", R"(name: "{webhook}" end_time {seconds: 1700000000})"},
    {"webhooks.v1.DeliveriesService/ListDeliveries", R"(parent: "{webhook}")"},
    // Of a number that none has, whatever is sent meanwhile.
    {"webhooks.v1.DeliveriesService/GetDelivery", R"(name: "{webhook}/deliveries/9000000000")"},
    {"webhooks.v1.DeliveriesService/RetryDeliveries", R"(parent: "{webhook}")"},
};

const FieldRules& RulesOf(const FieldDescriptor& field) {
  return field.options().GetExtension(waymark::options::v1::rules);
}

bool Is(const FieldDescriptor& field, FieldBehavior behavior) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == behavior) return true;
  }
  return false;
}

// A text that has the form asked for.
std::string TextFor(const FieldDescriptor& field) {
  switch (RulesOf(field).format()) {
    case waymark::options::v1::FORMAT_DATE:
    case waymark::options::v1::FORMAT_PARTIAL_DATE:
      return "2024-04-01";
    case waymark::options::v1::FORMAT_UUID:
      return "0190a2c4-0000-7000-8000-000000000000";
    default:
      return NewText();
  }
}

void FillText(Message& message, const FieldDescriptor& field, const Place& place) {
  const auto& reflection = *message.GetReflection();
  const std::string& pattern = RulesOf(field).resource();
  const bool required = Is(field, google::api::REQUIRED);
  if (field.is_repeated()) {
    if (required) reflection.AddString(&message, &field, place.NameOf(pattern));
  } else if (!pattern.empty()) {
    reflection.SetString(&message, &field, place.NameOf(pattern));
  } else if (required || field.name() == "external_id") {
    reflection.SetString(&message, &field, TextFor(field));
  }
}

void Fill(Message& message, const Place& place);

void FillMessage(Message& message, const FieldDescriptor& field, const Place& place) {
  if (!Is(field, google::api::REQUIRED)) return;
  const auto& reflection = *message.GetReflection();
  Fill(field.is_repeated() ? *reflection.AddMessage(&message, &field)
                           : *reflection.MutableMessage(&message, &field),
       place);
}

void FillField(Message& message, const FieldDescriptor& field, const Place& place) {
  const auto& reflection = *message.GetReflection();
  if (field.name() == "etag") return reflection.SetString(&message, &field, kWrongEtag);
  if (field.name() == "page_size") return reflection.SetInt32(&message, &field, kLongestPage);
  // A career event that corrects another is another thing.
  if (Is(field, google::api::OUTPUT_ONLY) || field.name() == "supersedes") return;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return FillText(message, field, place);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FillMessage(message, field, place);
    case FieldDescriptor::CPPTYPE_ENUM:
      if (Is(field, google::api::REQUIRED)) reflection.SetEnumValue(&message, &field, 1);
      return;
    default:
      return;
  }
}

void Fill(Message& message, const Place& place) {
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i)
    FillField(message, *message.GetDescriptor()->field(i), place);
}

// The record that is changed: `{post.name=organizations/*/posts/*}` in the path.
void FillNameInPath(Message& request, const MethodDescriptor& method, const Place& place) {
  const std::string& path = method.options().GetExtension(google::api::http).patch();
  const size_t begin = path.find('{'), equals = path.find('='), end = path.find('}');
  const size_t dot = path.find(".name=");
  if (dot == std::string::npos) return;
  const auto& reflection = *request.GetReflection();
  const auto* field = request.GetDescriptor()->FindFieldByName(path.substr(begin + 1, dot - begin - 1));
  Message& record = *reflection.MutableMessage(&request, field);
  record.GetReflection()->SetString(&record, authorization::TextField(record, "name"),
                                    place.NameOf(path.substr(equals + 1, end - equals - 1)));
}

// What is asked about parked events. There are none: who may see them is told so.
std::string TextAboutParked(const MethodDescriptor& method) {
  const bool of_audit = method.service()->name() == "ParkedAuditRecordsService";
  const std::string consumer =
      R"("{organization}/consumers/)" + std::string(of_audit ? "audit" : Split(method.full_name(), '.')[1]);
  if (method.name() == "ListParkedEvents") return "parent: " + consumer + '"';
  const std::string name = "name: " + consumer + R"(/parkedEvents/0190a2c4-0000-7000-8000-000000000000")";
  return method.name() == "DiscardParkedEvent" ? name + R"( reason: "there is none")" : name;
}

}  // namespace

std::unique_ptr<Message> ParseRequest(const MethodDescriptor& method, const std::string& text,
                                      const Place& place) {
  auto request = NewMessage(*method.input_type());
  const std::string expanded = place.Expand(text);
  if (!google::protobuf::TextFormat::ParseFromString(expanded, request.get()))
    throw std::invalid_argument(RpcName(method) + ": cannot be read: " + expanded);
  return request;
}

std::unique_ptr<Message> MakeRequest(const MethodDescriptor& method, const Place& place) {
  const std::string rpc = RpcName(method);
  const auto* written = std::find_if(std::begin(kWritten), std::end(kWritten),
                                     [&](const Written& candidate) { return candidate.rpc == rpc; });
  if (written != std::end(kWritten)) return ParseRequest(method, written->text, place);
  if (method.service()->name().starts_with("Parked"))
    return ParseRequest(method, TextAboutParked(method), place);
  auto request = NewMessage(*method.input_type());
  Fill(*request, place);
  FillNameInPath(*request, method, place);
  return request;
}

}  // namespace waymark::matrix
