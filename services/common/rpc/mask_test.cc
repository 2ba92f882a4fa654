#include <gmock/gmock.h>
#include <google/protobuf/field_mask.pb.h>

#include "services/common/rpc/validate.h"
#include "services/common/testing/test_protos.h"

namespace waymark::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

testing::TestProtos& Protos() {
  static testing::TestProtos protos(R"(
    syntax = "proto3";
    package test;
    import "google/api/field_behavior.proto";
    message Unit {
      string name = 1 [(google.api.field_behavior) = OUTPUT_ONLY];
      string external_id = 2 [(google.api.field_behavior) = IMMUTABLE];
      string display_name = 3;
      Area area = 4;
      repeated Area areas = 5;
      string etag = 6;
    }
    message Area { string scheme = 1; string name = 2; string made = 3 [(google.api.field_behavior) = OUTPUT_ONLY]; }
  )");
  return protos;
}

std::vector<std::string> Paths(const std::vector<std::string>& mask, const std::string& unit = "") {
  google::protobuf::FieldMask message;
  for (const auto& path : mask) message.add_paths(path);
  return MaskPaths(message, *Protos().Make("Unit", unit));
}

std::string DescriptionOfErrorOf(const std::string& path) {
  try {
    Paths({path});
  } catch (const Error& error) {
    EXPECT_EQ(error.violations().at(0).field, "update_mask");
    return error.violations().at(0).description;
  }
  return "no error";
}

// With what must stay, for it to be looked at.
TEST(MaskPaths, OfAnEmptyMaskAreTheFieldsThatAreSet) {
  EXPECT_THAT(Paths({}, R"(name: "n" external_id: "e" display_name: "d" area { } etag: "t")"),
              ElementsAre("external_id", "display_name", "area"));
  EXPECT_THAT(Paths({}), IsEmpty());
}

TEST(MaskPaths, OfAStarAreAllThatMayChange) {
  EXPECT_THAT(Paths({"*"}), ElementsAre("display_name", "area", "areas"));
  EXPECT_THAT(Paths({"*"}, R"(external_id: "e")"),
              ElementsAre("external_id", "display_name", "area", "areas"));
}

TEST(MaskPaths, AreThoseOfTheMaskOnceEach) {
  EXPECT_THAT(Paths({"area.scheme", "display_name", "area.scheme", "area.name"}),
              ElementsAre("area.scheme", "display_name", "area.name"));
}

TEST(MaskPaths, MustExist) {
  for (const char* path :
       {"x", "", "displayName", "area.x", "areas.scheme", "display_name.x", "area.", "unit.area"}) {
    EXPECT_THAT(DescriptionOfErrorOf(path), HasSubstr("there is no such field")) << path;
  }
}

TEST(MaskPaths, MustBeChangeable) {
  for (const char* path : {"name", "external_id", "etag", "area.made"}) {
    EXPECT_THAT(DescriptionOfErrorOf(path), HasSubstr("cannot be changed")) << path;
  }
}

}  // namespace
}  // namespace waymark::rpc
