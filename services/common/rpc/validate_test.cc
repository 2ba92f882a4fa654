#include "services/common/rpc/validate.h"

#include <gmock/gmock.h>

#include "services/common/testing/test_protos.h"

namespace waymark::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kId[] = "0190a2c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d";

testing::TestProtos& Protos() {
  static testing::TestProtos protos(R"(
    syntax = "proto3";
    package test;
    import "google/api/field_behavior.proto";
    import "google/protobuf/field_mask.proto";
    import "google/protobuf/timestamp.proto";
    import "waymark/options/v1/options.proto";
    enum Sex { SEX_UNSPECIFIED = 0; SEX_MALE = 1; SEX_FEMALE = 2; SEX_NOT_APPLICABLE = 9; }
    message Participant {
      string name = 1 [(google.api.field_behavior) = OUTPUT_ONLY,
                       (waymark.options.v1.rules).resource = "organizations/*/participants/*"];
      string display_name = 2 [(google.api.field_behavior) = REQUIRED, (waymark.options.v1.rules).max_length = 5];
      Sex sex = 3;
      string birth_date = 4 [(waymark.options.v1.rules).format = FORMAT_PARTIAL_DATE];
      string unit = 5 [(waymark.options.v1.rules).resource = "organizations/*/units/*"];
      string etag = 6 [(google.api.field_behavior) = OUTPUT_ONLY];
      map<string, string> attributes = 7;
      repeated string languages = 8 [(waymark.options.v1.rules) = {format: FORMAT_LANGUAGE max_items: 2}];
      Participant partner = 9;
      google.protobuf.Timestamp seen_time = 10;
    }
    message Numbers {
      int32 percent = 1 [(waymark.options.v1.rules) = {min: 0 max: 100}];
      optional int64 minutes = 2 [(waymark.options.v1.rules).min = 1];
      double score = 3 [(waymark.options.v1.rules).max = 0.5];
      repeated uint32 days = 4 [(waymark.options.v1.rules).max = 7];
      float ratio = 5;
      uint64 big = 6;
      int32 page_size = 7;
      string page_token = 9;
      bytes blob = 8 [(waymark.options.v1.rules).max_length = 3];
    }
    message Needs {
      optional int32 number = 1 [(google.api.field_behavior) = REQUIRED];
      int32 plain = 2 [(google.api.field_behavior) = REQUIRED];
      Sex sex = 3 [(google.api.field_behavior) = REQUIRED];
      Numbers numbers = 4 [(google.api.field_behavior) = REQUIRED];
      repeated string items = 5 [(google.api.field_behavior) = REQUIRED];
    }
    message CreateParticipantRequest {
      string parent = 1 [(google.api.field_behavior) = REQUIRED,
                         (waymark.options.v1.rules).resource = "organizations/*"];
      Participant participant = 2 [(google.api.field_behavior) = REQUIRED];
      string request_id = 3;
    }
    message UpdateParticipantRequest {
      Participant participant = 1 [(google.api.field_behavior) = REQUIRED];
      google.protobuf.FieldMask update_mask = 2;
    }
    message BatchCreateParticipantsRequest {
      string parent = 1 [(google.api.field_behavior) = REQUIRED,
                         (waymark.options.v1.rules).resource = "organizations/*"];
      repeated CreateParticipantRequest requests = 2;
      bool return_partial_success = 3;
    }
    message Reasoned {
      string reason = 1 [(waymark.options.v1.rules) = {min_length: 4 max_length: 5}];
    }
    message BatchGetRequest {
      repeated string names = 1 [(waymark.options.v1.rules).resource = "organizations/*/units/*"];
    }
  )");
  return protos;
}

std::vector<std::string> Texts(const std::vector<FieldViolation>& violations) {
  std::vector<std::string> texts;
  for (const auto& violation : violations) texts.push_back(violation.field + " " + violation.description);
  return texts;
}

std::vector<std::string> Check(const std::string& type, const std::string& text,
                               const char* organization = "") {
  return Texts(Validate(*Protos().Make(type, text), organization));
}

// The violations of a participant with these fields.
std::vector<std::string> CheckParticipant(const std::string& fields) {
  return Check("Participant", "display_name: 'Ana' " + fields);
}

TEST(Validate, FindsNothingWrongInARequestThatIsRight) {
  EXPECT_THAT(Check("CreateParticipantRequest", R"(
      parent: "organizations/asp" request_id: "import-1:17"
      participant { display_name: "Ana" sex: SEX_NOT_APPLICABLE birth_date: "1990-05~"
                    unit: "organizations/asp/units/~HQ/1" attributes { key: "k" value: "v" } languages: ["sq", "en"]
                    partner { display_name: "Ben" } seen_time { seconds: 1 } })",
                    "asp"),
              IsEmpty());
}

TEST(Validate, FindsTextsThatAreTooShort) {
  for (const char* right : {"", "reason: 'čaša'", "reason: 'whole'"})
    EXPECT_THAT(Check("Reasoned", right), IsEmpty()) << right;
  EXPECT_THAT(Check("Reasoned", "reason: 'čaš'"),
              ElementsAre("reason must have at least 4 characters, has 3"));
}

TEST(Validate, MissesRequiredFields) {
  EXPECT_THAT(Check("CreateParticipantRequest", ""),
              ElementsAre("parent is required", "participant is required"));
  EXPECT_THAT(Check("CreateParticipantRequest", "parent: 'organizations/asp' participant { }"),
              ElementsAre("participant.display_name is required"));
}

TEST(Validate, WantsMoreOfARequiredTextThanSpaces) {
  EXPECT_THAT(Check("Participant", "display_name: '  '"), ElementsAre("display_name must not be blank"));
  EXPECT_THAT(Check("Participant", "display_name: ' a '"), IsEmpty());
}

TEST(Validate, CannotTellZeroFromNothingWhereTheProtoCannot) {
  EXPECT_THAT(Check("Needs", ""), ElementsAre("number is required", "sex is required", "numbers is required",
                                              "items is required"));
  EXPECT_THAT(Check("Needs", "number: 0 sex: SEX_MALE numbers { } items: ''"), IsEmpty());
}

TEST(Validate, RefusesNulAndWhatIsNotUtf8) {
  EXPECT_THAT(CheckParticipant(R"(etag: "x" attributes { key: "k" value: "a\000b" })"),
              ElementsAre("attributes[\"k\"] must not contain NUL (U+0000)"));
  EXPECT_THAT(CheckParticipant(R"(attributes { key: "a\000b" })"),
              ElementsAre("attributes[0] must not contain NUL (U+0000)"));
  auto participant = Protos().Make("Participant", "display_name: 'Ana'");
  const auto* field = participant->GetDescriptor()->FindFieldByName("birth_date");
  participant->GetReflection()->SetString(participant.get(), field, "\xff");
  EXPECT_THAT(Texts(Validate(*participant)), ElementsAre("birth_date must be valid UTF-8"));
}

TEST(Validate, CountsCharactersNotBytes) {
  EXPECT_THAT(Check("Participant", "display_name: 'äöüßé'"), IsEmpty());
  EXPECT_THAT(Check("Participant", "display_name: 'äöüßéx'"),
              ElementsAre("display_name must have at most 5 characters, has 6"));
  EXPECT_THAT(CheckParticipant("attributes { key: 'k' value: '" + std::string(1000, 'x') + "' }"), IsEmpty());
  EXPECT_THAT(CheckParticipant("attributes { key: 'k' value: '" + std::string(1001, 'x') + "' }"),
              ElementsAre("attributes[\"k\"] must have at most 1000 characters, has 1001"));
}

TEST(Validate, ChecksFormats) {
  EXPECT_THAT(CheckParticipant("birth_date: '17.5.1990'"),
              ElementsAre(HasSubstr("birth_date must be a date as")));
  EXPECT_THAT(CheckParticipant("languages: ['sq', 'Albanian']"),
              ElementsAre(HasSubstr("languages[1] must be a BCP 47")));
}

TEST(Validate, ChecksNumbersOfItems) {
  EXPECT_THAT(CheckParticipant("languages: ['sq', 'en', 'fr']"),
              ElementsAre("languages must have at most 2 items, has 3"));
  std::string names;
  for (int i = 0; i < 1001; ++i) names += std::string("names: 'organizations/asp/units/") + kId + "' ";
  EXPECT_THAT(Check("BatchGetRequest", names), ElementsAre("names must have at most 1000 items, has 1001"));
}

TEST(Validate, KnowsTheValuesOfEnums) {
  EXPECT_THAT(CheckParticipant("sex: 3"), ElementsAre("sex 3 is not a value of Sex"));
}

TEST(Validate, ChecksResourceNames) {
  EXPECT_THAT(
      CheckParticipant("unit: 'HQ'"),
      ElementsAre("unit must be a resource name organizations/*/units/*, its last part an id, or ~ and an "
                  "external id"));
  EXPECT_THAT(Check("CreateParticipantRequest", "parent: 'asp' participant { display_name: 'Ana' }"),
              ElementsAre("parent must be a resource name organizations/*"));
  EXPECT_THAT(Check("BatchGetRequest", "names: ''"), ElementsAre("names[0] must not be empty"));
}

TEST(Validate, KeepsReferencesInsideTheOrganization) {
  const std::string unit = std::string("names: 'organizations/asp/units/") + kId + "'";
  EXPECT_THAT(Check("BatchGetRequest", unit, "asp"), IsEmpty());
  EXPECT_THAT(Check("BatchGetRequest", unit, "*"), IsEmpty());
  EXPECT_THAT(Check("BatchGetRequest", unit), IsEmpty());
  EXPECT_THAT(Check("BatchGetRequest", unit, "as"), SizeIs(1));
  EXPECT_THAT(Check("BatchGetRequest", unit, "ou"),
              ElementsAre("names[0] must be of the same organization as the request, organizations/ou"));
}

TEST(Validate, ChecksRanges) {
  EXPECT_THAT(Check("Numbers", "percent: 100 minutes: 1 score: 0.5 days: [0, 7] ratio: -1 big: 1"),
              IsEmpty());
  EXPECT_THAT(Check("Numbers", ""), IsEmpty());
  EXPECT_THAT(Check("Numbers", "percent: 101"), ElementsAre("percent must be from 0 to 100"));
  EXPECT_THAT(Check("Numbers", "percent: -1"), ElementsAre("percent must be from 0 to 100"));
  EXPECT_THAT(Check("Numbers", "minutes: 0"), ElementsAre("minutes must be at least 1"));
  EXPECT_THAT(Check("Numbers", "score: 0.51"), ElementsAre("score must be at most 0.5"));
  EXPECT_THAT(Check("Numbers", "days: [1, 8]"), ElementsAre("days[1] must be at most 7"));
  EXPECT_THAT(Check("Numbers", "page_size: -1"), ElementsAre("page_size must not be negative"));
  EXPECT_THAT(Check("Numbers", "page_token: '" + std::string(4000, 'x') + "'"), IsEmpty());
  EXPECT_THAT(Check("Numbers", "blob: 'abcd'"), ElementsAre("blob must have at most 3 bytes"));
}

TEST(Validate, RefusesNumbersThatAreNone) {
  EXPECT_THAT(Check("Numbers", "score: nan ratio: inf"),
              ElementsAre("score must be a finite number", "ratio must be a finite number"));
}

TEST(Validate, RefusesTimesThatCannotBeWritten) {
  EXPECT_THAT(CheckParticipant("seen_time { seconds: 253402300799 nanos: 999999999 }"), IsEmpty());
  for (const char* time :
       {"seconds: 253402300800", "seconds: -62135596801", "nanos: -1", "nanos: 1000000000"}) {
    EXPECT_THAT(CheckParticipant("seen_time { " + std::string(time) + " }"),
                ElementsAre("seen_time must be a time between the years 1 and 9999"));
  }
}

TEST(Validate, LimitsRequestIds) {
  const std::string rest = "parent: 'organizations/asp' participant { display_name: 'Ana' } request_id: ";
  EXPECT_THAT(Check("CreateParticipantRequest", rest + "'" + std::string(128, '~') + "'"), IsEmpty());
  for (const std::string& id :
       {std::string(129, 'x'), std::string("a b"), std::string("é"), std::string("\x7f")}) {
    EXPECT_THAT(Check("CreateParticipantRequest", rest + "'" + id + "'"),
                ElementsAre("request_id must be at most 128 visible ASCII characters"));
  }
}

TEST(Validate, DoesNotLookAtOutputOnlyFields) { EXPECT_THAT(CheckParticipant("name: 'x'"), IsEmpty()); }

TEST(Validate, WalksIntoMessagesOfTheSameType) {
  EXPECT_THAT(
      CheckParticipant("partner { display_name: 'Ben' partner { sex: 7 } }"),
      ElementsAre("partner.partner.display_name is required", "partner.partner.sex 7 is not a value of Sex"));
}

TEST(Validate, StopsAtFiftyViolations) {
  std::string names;
  for (int i = 0; i < 60; ++i) names += "names: 'x' ";
  EXPECT_THAT(Check("BatchGetRequest", names), SizeIs(50));
}

TEST(ValidateUpdate, NeedsTheNameOfTheRecord) {
  EXPECT_THAT(Check("UpdateParticipantRequest", "participant { display_name: 'Ana' }"),
              ElementsAre("participant.name is required: it names the record to update"));
  EXPECT_THAT(
      Check("UpdateParticipantRequest", "participant { name: 'Ana' }"),
      ElementsAre(HasSubstr("participant.name must be a resource name organizations/*/participants/*")));
}

TEST(ValidateUpdate, NeedsOfTheRequiredFieldsThoseOfTheMask) {
  const std::string named = "participant { name: 'organizations/asp/participants/~1' } ";
  EXPECT_THAT(Check("UpdateParticipantRequest", named, "asp"), IsEmpty());
  EXPECT_THAT(Check("UpdateParticipantRequest", named + "update_mask { paths: 'sex' }"), IsEmpty());
  EXPECT_THAT(Check("UpdateParticipantRequest", named + "update_mask { paths: ['sex', 'display_name'] }"),
              ElementsAre("participant.display_name is required"));
  EXPECT_THAT(Check("UpdateParticipantRequest", named + "update_mask { paths: '*' }"),
              ElementsAre("participant.display_name is required"));
  EXPECT_THAT(Check("UpdateParticipantRequest", named, "ou"),
              ElementsAre(HasSubstr("of the same organization")));
}

TEST(ValidateBatch, NamesTheItem) {
  EXPECT_THAT(
      Check("BatchCreateParticipantsRequest", R"(
      parent: "organizations/asp"
      requests { parent: "organizations/asp" participant { display_name: "Ana" } }
      requests { participant { display_name: "Ben" sex: 5 } }
      requests { parent: "organizations/ou" })",
            "asp"),
      ElementsAre("requests[1].participant.sex 5 is not a value of Sex",
                  "requests[2].parent must be of the same organization as the request, organizations/asp",
                  "requests[2].participant is required"));
}

TEST(ValidateBatch, LeavesItemsAloneWhenTheOthersAreToBeWritten) {
  const std::string batch = "parent: 'organizations/asp' requests { } return_partial_success: ";
  EXPECT_THAT(Check("BatchCreateParticipantsRequest", batch + "true"), IsEmpty());
  EXPECT_THAT(Check("BatchCreateParticipantsRequest", batch + "false"),
              ElementsAre("requests[0].participant is required"));
}

TEST(ValidateItem, MayLeaveOutItsParent) {
  const auto item = Protos().Make("CreateParticipantRequest", "participant { display_name: 'Ana' sex: 5 }");
  EXPECT_THAT(Texts(ValidateItem(*item, "asp")), ElementsAre("participant.sex 5 is not a value of Sex"));
}

}  // namespace
}  // namespace waymark::rpc
