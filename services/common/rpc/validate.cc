#include "services/common/rpc/validate.h"

#include <algorithm>
#include <cmath>

#include "google/protobuf/descriptor.h"
#include "services/common/authorization/field_behavior.h"
#include "services/common/base/text.h"
#include "services/common/rpc/formats.h"
#include "services/common/rpc/validation_plan.h"

namespace waymark::rpc {
namespace {

using authorization::HasBehavior;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr size_t kMaxViolations = 50;
constexpr int kDefaultMaxLength = 1000;
constexpr int kDefaultMaxItems = 1000;
// The keys of a row are in it, in base64.
constexpr int kMaxPageToken = 4000;
constexpr size_t kMaxRequestId = 128;

// Where in the request the check stands; written out only for a violation.
struct Path {
  const Path* up = nullptr;
  const FieldDescriptor* field = nullptr;
  int index = -1;
  std::string_view key = {};  // of a map's entry
};

void Append(const Path* path, std::string& out) {
  if (path == nullptr || path->field == nullptr) return;
  Append(path->up, out);
  if (path->field->containing_type()->options().map_entry()) return;
  if (!out.empty()) out += '.';
  out += path->field->name();
  if (!path->key.empty()) {
    out += "[\"" + std::string(path->key) + "\"]";
  } else if (path->index >= 0) {
    out += '[' + std::to_string(path->index) + ']';
  }
}

// A map's key as it may be shown; empty when it is better shown as an index.
std::string ShownKey(const Message& entry) {
  const FieldDescriptor* key = entry.GetDescriptor()->map_key();
  if (key->cpp_type() != FieldDescriptor::CPPTYPE_STRING) return "";
  std::string text = entry.GetReflection()->GetString(entry, key);
  const auto plain = [](char c) { return c > ' ' && c < 0x7f && c != '"'; };
  return text.size() <= 64 && std::all_of(text.begin(), text.end(), plain) ? text : "";
}

class Checker {
 public:
  explicit Checker(std::string_view organization) {
    if (!organization.empty() && organization != "*") root_ = "organizations/" + std::string(organization);
  }

  // How a message is checked apart from its own rules.
  struct Role {
    bool item = false;              // of a batch: `parent` may be left out
    const Message* mask = nullptr;  // the resource of an update with this mask
  };

  void Check(const Message& message, const Plan& plan, const Path* path, Role role) {
    const Reflection* reflection = message.GetReflection();
    if (plan.is_timestamp) return Timestamp(message, path);
    for (const FieldPlan& field : plan.fields) {
      if (violations_.size() >= kMaxViolations) return;
      const Path here{path, field.field};
      if (Required(field, role) && IsEmpty(message, field)) {
        Fail(here, "is required");
      } else if (field.field->is_repeated()) {
        Repeated(message, plan, field, here);
      } else if (field.message != nullptr) {
        if (!reflection->HasField(message, field.field)) continue;
        Single(message, plan, field, here);
      } else {
        Scalar(message, field, -1, here);
      }
    }
    if (role.mask != nullptr && plan.name) Name(message, *plan.name, path);
  }

  std::vector<FieldViolation> Take() { return std::move(violations_); }

 private:
  static bool Required(const FieldPlan& field, const Role& role) {
    if (!field.required) return false;
    if (role.item && field.field->name() == "parent") return false;
    return role.mask == nullptr || Masked(*role.mask, field.field->name());
  }

  static bool Masked(const Message& mask, const std::string& name) {
    const FieldDescriptor* paths = mask.GetDescriptor()->FindFieldByName("paths");
    const auto* reflection = mask.GetReflection();
    std::string scratch;
    for (int i = 0; i < reflection->FieldSize(mask, paths); ++i) {
      const auto& path = reflection->GetRepeatedStringReference(mask, paths, i, &scratch);
      if (path == "*" || path == name) return true;
    }
    return false;
  }

  // A number without presence counts as given: 0 cannot be told from unset.
  static bool IsEmpty(const Message& message, const FieldPlan& field) {
    const Reflection* reflection = message.GetReflection();
    if (field.field->is_repeated()) return reflection->FieldSize(message, field.field) == 0;
    switch (field.field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        return reflection->GetStringReference(message, field.field, &scratch).empty();
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection->GetEnumValue(message, field.field) == 0;
      default:
        return field.field->has_presence() && !reflection->HasField(message, field.field);
    }
  }

  void Single(const Message& message, const Plan& plan, const FieldPlan& field, const Path& here) {
    const Reflection* reflection = message.GetReflection();
    const Message* mask = plan.update_mask != nullptr && field.field != plan.update_mask
                              ? &reflection->GetMessage(message, plan.update_mask)
                              : nullptr;
    Check(reflection->GetMessage(message, field.field), *field.message, &here, {.mask = mask});
  }

  void Repeated(const Message& message, const Plan& plan, const FieldPlan& field, const Path& here) {
    const Reflection* reflection = message.GetReflection();
    const int size = reflection->FieldSize(message, field.field);
    const int most = field.rules.max_items() > 0 ? field.rules.max_items() : kDefaultMaxItems;
    if (size > most) {
      return Fail(here, "must have at most " + std::to_string(most) + " items, has " + std::to_string(size));
    }
    const bool items = field.field->name() == "requests";
    if (items && plan.partial_success != nullptr && reflection->GetBool(message, plan.partial_success))
      return;
    for (int i = 0; i < size; ++i) {
      Path at{here.up, field.field, i};
      if (field.message == nullptr) {
        Scalar(message, field, i, at);
        continue;
      }
      const Message& item = reflection->GetRepeatedMessage(message, field.field, i);
      const std::string key = field.field->is_map() ? ShownKey(item) : "";
      at.key = key;
      Check(item, *field.message, &at, {.item = items && plan.has_parent});
    }
  }

  // One value: element `i` of a repeated field, or the field itself if i < 0.
  void Scalar(const Message& message, const FieldPlan& field, int i, const Path& path) {
    const Reflection* reflection = message.GetReflection();
    const FieldDescriptor* d = field.field;
    switch (d->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        const std::string& text = i < 0 ? reflection->GetStringReference(message, d, &scratch)
                                        : reflection->GetRepeatedStringReference(message, d, i, &scratch);
        return d->type() == FieldDescriptor::TYPE_BYTES ? Bytes(text, field, path)
                                                        : Text(text, field, i, path);
      }
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value =
            i < 0 ? reflection->GetEnumValue(message, d) : reflection->GetRepeatedEnumValue(message, d, i);
        if (d->enum_type()->FindValueByNumber(value) == nullptr) {
          Fail(path, std::to_string(value) + " is not a value of " + d->enum_type()->name());
        }
        return;
      }
      case FieldDescriptor::CPPTYPE_INT32:
        return Number(i < 0 ? reflection->GetInt32(message, d) : reflection->GetRepeatedInt32(message, d, i),
                      message, field, path);
      case FieldDescriptor::CPPTYPE_INT64:
        return Number(static_cast<double>(i < 0 ? reflection->GetInt64(message, d)
                                                : reflection->GetRepeatedInt64(message, d, i)),
                      message, field, path);
      case FieldDescriptor::CPPTYPE_UINT32:
        return Number(
            i < 0 ? reflection->GetUInt32(message, d) : reflection->GetRepeatedUInt32(message, d, i), message,
            field, path);
      case FieldDescriptor::CPPTYPE_UINT64:
        return Number(static_cast<double>(i < 0 ? reflection->GetUInt64(message, d)
                                                : reflection->GetRepeatedUInt64(message, d, i)),
                      message, field, path);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return Number(
            i < 0 ? reflection->GetDouble(message, d) : reflection->GetRepeatedDouble(message, d, i), message,
            field, path);
      case FieldDescriptor::CPPTYPE_FLOAT:
        return Number(i < 0 ? reflection->GetFloat(message, d) : reflection->GetRepeatedFloat(message, d, i),
                      message, field, path);
      default:
        return;
    }
  }

  void Bytes(const std::string& bytes, const FieldPlan& field, const Path& path) {
    const int most = field.rules.max_length();
    if (most > 0 && bytes.size() > static_cast<size_t>(most)) {
      Fail(path, "must have at most " + std::to_string(most) + " bytes");
    }
  }

  void Text(const std::string& text, const FieldPlan& field, int i, const Path& path) {
    if (text.empty()) {
      // An item of a list of names is there to name something.
      if (i >= 0 && !field.pattern.empty()) Fail(path, "must not be empty");
      return;
    }
    if (text.find('\0') != std::string::npos) return Fail(path, "must not contain NUL (U+0000)");
    if (!IsUtf8(text)) return Fail(path, "must be valid UTF-8");
    if (field.required && IsBlank(text) && !IsPassword(field)) return Fail(path, "must not be blank");
    const auto most = static_cast<size_t>(MaxLength(field));
    if (text.size() > most && CodePoints(text) > most) {
      return Fail(path, "must have at most " + std::to_string(most) + " characters, has " +
                            std::to_string(CodePoints(text)));
    }
    const auto least = static_cast<size_t>(field.rules.min_length());
    if (least > 0 && CodePoints(text) < least) {
      return Fail(path, "must have at least " + std::to_string(least) + " characters, has " +
                            std::to_string(CodePoints(text)));
    }
    if (!HasFormat(text, field.rules.format()))
      return Fail(path, std::string(DescriptionOf(field.rules.format())));
    if (!field.pattern.empty()) Resource(text, field, path);
    if (field.field->name() == "request_id") RequestId(text, path);
  }

  static bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }
  // Of which whoever chose it may have made any text.
  static bool IsPassword(const FieldPlan& field) { return field.field->name().ends_with("password"); }

  static int MaxLength(const FieldPlan& field) {
    if (field.rules.max_length() > 0) return field.rules.max_length();
    return field.field->name() == "page_token" ? kMaxPageToken : kDefaultMaxLength;
  }

  void RequestId(const std::string& text, const Path& path) {
    const auto visible = [](char c) { return c > ' ' && c < 0x7f; };
    if (text.size() > kMaxRequestId || !std::all_of(text.begin(), text.end(), visible)) {
      Fail(path, "must be at most 128 visible ASCII characters");
    }
  }

  void Resource(const std::string& text, const FieldPlan& field, const Path& path) {
    constexpr std::string_view kAll = "organizations/-";
    const bool all = field.rules.all_organizations() && text.starts_with(kAll);
    if (!IsResourceName(all ? "organizations/all" + text.substr(kAll.size()) : text, field.pattern)) {
      return Fail(path,
                  "must be a resource name " + field.rules.resource() +
                      (field.pattern.size() > 2 ? ", its last part an id, or ~ and an external id" : ""));
    }
    OfOrganization(text, path);
  }

  void OfOrganization(std::string_view name, const Path& path) {
    if (root_.empty() || !name.starts_with("organizations/")) return;
    const bool inside = name.starts_with(root_) && (name.size() == root_.size() || name[root_.size()] == '/');
    if (!inside) Fail(path, "must be of the same organization as the request, " + root_);
  }

  // The name of the resource to be updated.
  void Name(const Message& message, const FieldPlan& field, const Path* up) {
    const Path path{up, field.field};
    const std::string name = message.GetReflection()->GetString(message, field.field);
    if (name.empty()) return Fail(path, "is required: it names the record to update");
    // OUTPUT_ONLY elsewhere, it was not looked at with the other fields.
    if (HasBehavior(field.field, google::api::OUTPUT_ONLY)) Text(name, field, -1, path);
  }

  void Number(double value, const Message& message, const FieldPlan& field, const Path& path) {
    // An optional number that is not given has no value to check.
    const FieldDescriptor* d = field.field;
    if (!d->is_repeated() && d->has_presence() && !message.GetReflection()->HasField(message, d)) return;
    if (!std::isfinite(value)) return Fail(path, "must be a finite number");
    if (d->name() == "page_size" && value < 0) return Fail(path, "must not be negative");
    const bool low = field.rules.has_min() && value < field.rules.min();
    const bool high = field.rules.has_max() && value > field.rules.max();
    if (!low && !high) return;
    if (!field.rules.has_max()) return Fail(path, "must be at least " + Shown(field.rules.min()));
    if (!field.rules.has_min()) return Fail(path, "must be at most " + Shown(field.rules.max()));
    Fail(path, "must be from " + Shown(field.rules.min()) + " to " + Shown(field.rules.max()));
  }

  static std::string Shown(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  // The years 1 to 9999, which JSON and PostgreSQL can both write.
  void Timestamp(const Message& message, const Path* path) {
    const auto* type = message.GetDescriptor();
    const int64_t seconds = message.GetReflection()->GetInt64(message, type->FindFieldByNumber(1));
    const int32_t nanos = message.GetReflection()->GetInt32(message, type->FindFieldByNumber(2));
    if (seconds < -62135596800 || seconds > 253402300799 || nanos < 0 || nanos > 999999999) {
      Fail(*path, "must be a time between the years 1 and 9999");
    }
  }

  void Fail(const Path& path, std::string description) {
    if (violations_.size() >= kMaxViolations) return;
    std::string field;
    Append(&path, field);
    violations_.push_back({std::move(field), std::move(description)});
  }

  std::string root_;  // in which resource names must lie; empty = anywhere
  std::vector<FieldViolation> violations_;
};

}  // namespace

std::vector<FieldViolation> Validate(const Message& message, std::string_view organization) {
  Checker checker(organization);
  checker.Check(message, PlanOf(message), nullptr, {});
  return checker.Take();
}

std::vector<FieldViolation> ValidateItem(const Message& item, std::string_view organization) {
  Checker checker(organization);
  checker.Check(item, PlanOf(item), nullptr, {.item = true});
  return checker.Take();
}

}  // namespace waymark::rpc
