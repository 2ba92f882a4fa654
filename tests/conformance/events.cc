// Prints docs/events.md, the catalogue of events: their envelope, and what each type of
// event says, from the comments of the protos.
#include <google/protobuf/descriptor.h>

#include <cstdio>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/server/comments.h"
#include "gateway/server/descriptor_set.h"
#include "waymark/events/v1/events.pb.h"

namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using waymark::events::v1::Event;

constexpr char kHead[] =
    "# Events\n\n"
    "Written by `waymark_event_catalogue` from the protos, and compared with them by a test: see "
    "`tests/conformance`.\n\n"
    "What happens to people and records leaves Waymark as events: ids, codes and dates, no names. Each "
    "service "
    "publishes its\n"
    "own, numbered without gaps, each in the transaction of the change it tells of. Outside programs get "
    "those "
    "about\n"
    "outcomes, as `OutcomesService` says; the services get all of them.\n\n"
    "An event is a `waymark.events.v1.Event`. Later versions only add fields: the bytes of each version that "
    "ever "
    "was\n"
    "are kept in `tests/conformance/events`, and are read by a test as they were.\n\n";

// One line of a table.
std::string InCell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

struct ByName {
  template <typename D>
  bool operator()(const D* a, const D* b) const {
    return a->full_name() < b->full_name();
  }
};

class Catalogue {
 public:
  void Print() {
    std::printf("%s## The envelope\n\n", kHead);
    std::vector<const FieldDescriptor*> envelope;
    const auto& event = *Event::descriptor();
    for (int i = 0; i < event.field_count(); ++i) {
      if (!event.field(i)->containing_oneof()) envelope.push_back(event.field(i));
    }
    PrintFields(envelope);
    const auto& data = *event.FindOneofByName("data");
    for (int i = 0; i < data.field_count(); ++i) {
      // Goes to the audit log alone.
      if (data.field(i)->number() != Event::kAuditRecordFieldNumber) PrintData(*data.field(i));
    }
    PrintParts();
    PrintEnums();
  }

 private:
  void PrintData(const FieldDescriptor& data) {
    const Descriptor& message = *data.message_type();
    std::printf("## %s\n\n%s\n\nTypes: %s\n\n", message.name().c_str(), comments_.Of(message).c_str(),
                comments_.Of(data).c_str());
    PrintFields(FieldsOf(message));
  }

  static std::vector<const FieldDescriptor*> FieldsOf(const Descriptor& message) {
    std::vector<const FieldDescriptor*> fields;
    for (int i = 0; i < message.field_count(); ++i) fields.push_back(message.field(i));
    return fields;
  }

  void PrintFields(const std::vector<const FieldDescriptor*>& fields) {
    std::printf("| field | number | type | meaning |\n|---|---|---|---|\n");
    for (const FieldDescriptor* field : fields) {
      std::printf("| %s | %d | %s | %s |\n", field->json_name().c_str(), field->number(),
                  TypeOf(*field).c_str(), InCell(comments_.Of(*field)).c_str());
    }
    std::printf("\n");
  }

  std::string TypeOf(const FieldDescriptor& field) {
    std::string type = field.type_name();
    if (field.type() == FieldDescriptor::TYPE_MESSAGE) {
      type = NameOf(*field.message_type());
      if (field.message_type()->file()->package().starts_with("waymark")) parts_.insert(field.message_type());
    }
    if (field.type() == FieldDescriptor::TYPE_ENUM) {
      type = field.enum_type()->name();
      enums_.insert(field.enum_type());
    }
    return field.is_repeated() ? "list of " + type : type;
  }

  // Within its package.
  static std::string NameOf(const Descriptor& message) {
    return message.full_name().substr(message.file()->package().size() + 1);
  }

  void PrintParts() {
    for (const Descriptor* part : parts_) {
      std::printf("## %s\n\n%s\n\n", NameOf(*part).c_str(), comments_.Of(*part).c_str());
      PrintFields(FieldsOf(*part));
    }
  }

  void PrintEnums() {
    for (const EnumDescriptor* type : enums_) {
      std::printf("## %s\n\n%s\n\n| value | number | meaning |\n|---|---|---|\n", type->name().c_str(),
                  comments_.Of(*type).c_str());
      for (int i = 0; i < type->value_count(); ++i) {
        const auto& value = *type->value(i);
        std::printf("| %s | %d | %s |\n", value.name().c_str(), value.number(),
                    InCell(comments_.Of(value)).c_str());
      }
      std::printf("\n");
    }
  }

  const waymark::gateway::Comments comments_{waymark::gateway::DescriptorSet()};
  std::set<const Descriptor*, ByName> parts_;  // of the data
  std::set<const EnumDescriptor*, ByName> enums_;
};

}  // namespace

int main() { Catalogue().Print(); }
