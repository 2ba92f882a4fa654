#include "gateway/cli/kinds.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "gateway/cli/client.h"
#include "services/common/status/error.h"
#include "waymark/courses/v1/attendances.pb.h"
#include "waymark/courses/v1/enrolments.pb.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::cli {
namespace {

using waymark::courses::v1::Enrolment;
using waymark::participants::v1::Participant;
using namespace waymark::vocabulary::v1;  // NOLINT: enum values

TEST(KindsTest, EveryColumnIsAFieldOfItsRecord) {
  for (const Kind& kind : Kinds()) {
    for (const Column& column : kind.columns) {
      const std::string first(column.field.substr(0, column.field.find('.')));
      EXPECT_NE(RecordOf(kind).FindFieldByName(first), nullptr) << kind.name << "." << column.name;
    }
  }
}

TEST(KindsTest, EveryKindCanBeListedAndImported) {
  for (const Kind& kind : Kinds()) {
    EXPECT_NO_THROW(MessagesOf(kind.list_method)) << kind.name;
    const auto messages = MessagesOf(kind.batch_method);
    for (const char* field : {"parent", "request_id", "validate_only", "return_partial_success",
                              "allow_existing", "omit_records"}) {
      EXPECT_NE(messages.request->GetDescriptor()->FindFieldByName(field), nullptr)
          << kind.name << "." << field;
    }
    for (const char* field : {"failed_requests", "created_count", "existing_count"}) {
      EXPECT_NE(messages.reply->GetDescriptor()->FindFieldByName(field), nullptr)
          << kind.name << "." << field;
    }
  }
}

// "code row column" of the error that filling a row gives.
template <typename Record>
std::string ErrorOf(const char* kind, std::vector<std::string> header, std::vector<std::string> fields) {
  Record record;
  try {
    RowFormat(FindKind(kind), header).Fill({17, std::move(fields)}, "asp", record);
  } catch (const CsvError& error) {
    return error.code + " " + std::to_string(error.row) + " " + error.column;
  }
  return "no error";
}

TEST(RowFormatTest, FillsTextsEnumsReferencesAndAttributes) {
  const std::vector<std::string> header = {"external_id", "display_name", "sex", "unit",
                                           "attribute.imd_band"};
  Participant participant;
  RowFormat(FindKind("participants"), header)
      .Fill({2, {"42", "Ana", "Female", "Ward 7/B", "10-20"}}, "asp", participant);
  EXPECT_EQ(participant.external_id(), "42");
  EXPECT_EQ(participant.sex(), SEX_FEMALE);
  EXPECT_EQ(participant.unit(), "organizations/asp/units/~Ward 7/B");
  ASSERT_EQ(participant.attributes_size(), 1);
  EXPECT_EQ(participant.attributes(0).key(), "imd_band");
  EXPECT_EQ(participant.attributes(0).value(), "10-20");
}

TEST(RowFormatTest, EmptyAndUnknownAreNotAValue) {
  const std::vector<std::string> header = {"external_id", "display_name", "sex", "unit"};
  Participant participant;
  RowFormat(FindKind("participants"), header).Fill({2, {"42", "Ana", "unknown", ""}}, "asp", participant);
  EXPECT_EQ(participant.sex(), SEX_UNSPECIFIED);
  EXPECT_EQ(participant.unit(), "");
}

TEST(RowFormatTest, AnEnrolmentThatComesWithItsEndIsHistorical) {
  const RowFormat format(FindKind("enrolments"), {"participant", "cohort", "state"});
  Enrolment past, present;
  format.Fill({2, {"42", "AAA", "graduated"}}, "ou", past);
  format.Fill({3, {"43", "AAA", "active"}}, "ou", present);
  EXPECT_TRUE(past.historical());
  EXPECT_EQ(past.state(), ENROLMENT_STATE_GRADUATED);
  EXPECT_FALSE(present.historical());
}

TEST(RowFormatTest, AnEnrolmentMaySayThatItIsHistorical) {
  const RowFormat format(FindKind("enrolments"), {"participant", "cohort", "state", "historical"});
  Enrolment past, present;
  format.Fill({2, {"42", "AAA", "active", "yes"}}, "ou", past);
  format.Fill({3, {"43", "AAA", "graduated", "no"}}, "ou", present);
  EXPECT_TRUE(past.historical());
  EXPECT_TRUE(present.historical());
}

TEST(RowFormatTest, APastEnrolmentMaySayThatItWasNeverActive) {
  const RowFormat format(FindKind("enrolments"), {"participant", "cohort", "state", "ever_active"});
  Enrolment never, not_said;
  format.Fill({2, {"42", "AAA", "withdrawn", "no"}}, "ou", never);
  format.Fill({3, {"43", "AAA", "withdrawn", ""}}, "ou", not_said);
  EXPECT_TRUE(never.has_ever_active());
  EXPECT_FALSE(never.ever_active());
  EXPECT_FALSE(not_said.has_ever_active());
}

TEST(RowFormatTest, NamesRowAndColumnOfWhatIsWrong) {
  const std::vector<std::string> people = {"external_id", "display_name", "sex"};
  EXPECT_EQ(ErrorOf<Participant>("participants", people, {"1", "Ana", "woman"}), "VALUE_INVALID 17 sex");
  EXPECT_EQ(ErrorOf<Participant>("participants", people, {"", "Ana", ""}), "VALUE_MISSING 17 external_id");
  EXPECT_EQ(ErrorOf<Participant>("participants", {"external_id", "name"}, {"1", "Ana"}),
            "COLUMN_UNKNOWN 1 name");
  EXPECT_EQ(ErrorOf<Participant>("participants", {"display_name"}, {"Ana"}), "COLUMN_MISSING 1 external_id");
  EXPECT_EQ(ErrorOf<waymark::courses::v1::Attendance>(
                "attendances", {"session", "participant", "code", "minutes"}, {"s", "p", "present", "ten"}),
            "VALUE_INVALID 17 minutes");
}

TEST(RowFormatTest, AFileOfRejectedRowsCanBeImportedAgain) {
  EXPECT_EQ(ErrorOf<Participant>("participants", {"external_id", "display_name", "error.row", "error.code"},
                                 {"1", "Ana", "17", "RESOURCE_EXISTS"}),
            "no error");
}

TEST(RowFormatTest, TellsTheColumnOfAField) {
  const RowFormat format(FindKind("enrolments"), {"participant", "cohort", "attribute.language",
                                                  "attribute.grade", "attribute.note"});
  const CsvRow row{2, {"p", "c", "sq", "", "x"}};
  EXPECT_EQ(format.ColumnOf(row, "enrolment.cohort"), "cohort");
  EXPECT_EQ(format.ColumnOf(row, "enrolment.attributes[0].key"), "attribute.language");
  EXPECT_EQ(format.ColumnOf(row, "enrolment.attributes[1].value"), "attribute.note");
  EXPECT_EQ(format.ColumnOf(row, "enrolment.attributes[2].value"), "attributes[2].value");
}

TEST(KindsTest, AnUnknownKindNamesThoseThereAre) {
  try {
    FindKind("people");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(error.message().find("participants"), std::string::npos);
  }
}

}  // namespace
}  // namespace waymark::cli
