// The bytes of every version of every event, as they once were published: what was kept of
// them must be read for ever as what it said. `events/<data>.<version>.hex` holds the bytes
// of an event, `.json` what it says. A field that is added needs the next version.
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "waymark/events/v1/events.pb.h"

namespace waymark::events::v1 {

// How a test names itself.
void PrintTo(const google::protobuf::FieldDescriptor* data, std::ostream* out) { *out << data->name(); }

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string PathOf(const std::string& data, int version, const char* kind) {
  return std::string(GOLDEN_EVENTS) + "/" + data + "." + std::to_string(version) + kind;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string BytesOf(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size() && hex[i] != '\n'; i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

std::string HexOf(const std::string& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char c : bytes) hex.append({kDigits[c >> 4], kDigits[c & 15]});
  return hex;
}

Event FromJson(const std::string& json) {
  Event event;
  const auto status = google::protobuf::util::JsonStringToMessage(json, &event);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return event;
}

// The fields of a message, and of those in it, that are not set.
void FindUnset(const Message& message, const std::string& path, std::vector<std::string>& unset) {
  const auto& reflection = *message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    const std::string name = path + field->name();
    const bool set =
        field->is_repeated() ? reflection.FieldSize(message, field) > 0 : reflection.HasField(message, field);
    if (!set) {
      unset.push_back(name);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
               field->message_type()->file()->package().starts_with("waymark")) {
      FindUnset(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, 0)
                                     : reflection.GetMessage(message, field),
                name + ".", unset);
    }
  }
}

class GoldenEventsTest : public ::testing::TestWithParam<const FieldDescriptor*> {};

TEST_P(GoldenEventsTest, EveryVersionIsReadAsItWas) {
  const std::string& data = GetParam()->name();
  int version = 1;
  for (; std::filesystem::exists(PathOf(data, version, ".hex")); ++version) {
    SCOPED_TRACE(PathOf(data, version, ".hex"));
    Event event;
    ASSERT_TRUE(event.ParseFromString(BytesOf(ReadFile(PathOf(data, version, ".hex")))));
    const Event expected = FromJson(ReadFile(PathOf(data, version, ".json")));
    EXPECT_EQ(event.DebugString(), expected.DebugString());
    EXPECT_TRUE(event.GetReflection()->GetUnknownFields(event).empty());
  }
  EXPECT_GT(version, 1) << "no version of " << data << " is kept";
}

TEST_P(GoldenEventsTest, TheLastVersionHasAllFieldsAndIsWrittenAsItWas) {
  const std::string& data = GetParam()->name();
  int last = 1;
  while (std::filesystem::exists(PathOf(data, last + 1, ".json"))) ++last;
  const Event event = FromJson(ReadFile(PathOf(data, last, ".json")));
  std::vector<std::string> unset;
  FindUnset(event.GetReflection()->GetMessage(event, GetParam()), "", unset);
  EXPECT_EQ(unset, std::vector<std::string>()) << "keep a version " << last + 1 << " with them";
  EXPECT_EQ(HexOf(event.SerializeAsString()) + "\n", ReadFile(PathOf(data, last, ".hex")));
}

std::vector<const FieldDescriptor*> AllData() {
  std::vector<const FieldDescriptor*> all;
  const auto& data = *Event::descriptor()->FindOneofByName("data");
  for (int i = 0; i < data.field_count(); ++i) {
    // Is never published among events.
    if (data.field(i)->number() != Event::kAuditRecordFieldNumber) all.push_back(data.field(i));
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Data, GoldenEventsTest, ::testing::ValuesIn(AllData()),
                         [](const auto& test) { return test.param->name(); });

}  // namespace
}  // namespace waymark::events::v1
