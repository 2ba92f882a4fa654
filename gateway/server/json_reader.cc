#include <google/protobuf/util/json_util.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "gateway/server/field_text.h"
#include "gateway/server/json.h"
#include "gateway/server/json_scanner.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

constexpr int kMaxDepth = 64;

class Reader {
 public:
  Reader(std::string_view json, std::string_view prefix) : scanner_(json), path_(prefix) {}

  void Read(Message& message) {
    ReadMessage(message);
    scanner_.End();
  }

 private:
  // Adds to the path for as long as a field is read.
  class Step {
   public:
    Step(std::string& path, std::string_view part) : path_(path), size_(path.size()) {
      if (size_ > 0 && part.front() != '[') path += '.';
      path += part;
    }
    ~Step() { path_.resize(size_); }

   private:
    std::string& path_;
    const size_t size_;
  };

  [[noreturn]] void Fail(std::string description) const {
    throw InvalidField(path_.empty() ? "body" : path_, std::move(description));
  }

  // A value of another kind than expected: said so only if it is JSON at all.
  [[noreturn]] void WrongType(const std::string& expected) {
    scanner_.Value(kMaxDepth);
    Fail("must be " + expected);
  }

  void ReadMessage(Message& message) {
    if (message.GetDescriptor()->well_known_type() != Descriptor::WELLKNOWNTYPE_UNSPECIFIED) {
      return ReadWellKnown(message);
    }
    if (scanner_.Peek() != '{') WrongType("an object");
    if (++depth_ > kMaxDepth) Fail("is nested too deeply");
    scanner_.Expect('{');
    if (!scanner_.Take('}')) {
      std::vector<bool> seen(static_cast<size_t>(message.GetDescriptor()->field_count()));
      do {
        ReadMember(message, seen);
      } while (scanner_.Take(','));
      scanner_.Expect('}');
    }
    --depth_;
  }

  void ReadMember(Message& message, std::vector<bool>& seen) {
    const Descriptor& type = *message.GetDescriptor();
    const std::string name = scanner_.String();
    scanner_.Expect(':');
    const FieldDescriptor* field = type.FindFieldByCamelcaseName(name);
    if (!field) field = type.FindFieldByName(name);
    const Step step(path_, field ? field->name() : name.empty() ? "?" : name);
    if (!field) Fail("there is no such field");
    if (seen[static_cast<size_t>(field->index())]) Fail("is given twice");
    seen[static_cast<size_t>(field->index())] = true;
    if (scanner_.TakeWord("null")) return;
    if (const OneofDescriptor* oneof = field->real_containing_oneof();
        oneof && message.GetReflection()->HasOneof(message, oneof)) {
      Fail("another field of the choice `" + oneof->name() + "` is given too");
    }
    if (field->is_map()) {
      ReadMap(message, *field);
    } else if (field->is_repeated()) {
      ReadList(message, *field);
    } else {
      ReadValue(message, *field);
    }
  }

  void ReadList(Message& message, const FieldDescriptor& field) {
    if (scanner_.Peek() != '[') WrongType("a list");
    scanner_.Expect('[');
    if (scanner_.Take(']')) return;
    size_t i = 0;
    do {
      const Step step(path_, "[" + std::to_string(i++) + "]");
      ReadValue(message, field);
    } while (scanner_.Take(','));
    scanner_.Expect(']');
  }

  void ReadMap(Message& message, const FieldDescriptor& field) {
    if (scanner_.Peek() != '{') WrongType("an object");
    scanner_.Expect('{');
    if (scanner_.Take('}')) return;
    const FieldDescriptor& key = *field.message_type()->map_key();
    const FieldDescriptor& value = *field.message_type()->map_value();
    do {
      Message& entry = *message.GetReflection()->AddMessage(&message, &field);
      const std::string name = scanner_.String();
      const Step step(path_, "[" + name + "]");
      SetFromText(entry, {&key}, name);
      scanner_.Expect(':');
      ReadValue(entry, value);
    } while (scanner_.Take(','));
    scanner_.Expect('}');
  }

  void ReadValue(Message& message, const FieldDescriptor& field) {
    const Reflection& r = *message.GetReflection();
    const bool many = field.is_repeated();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string text = ReadText();
        if (field.type() == FieldDescriptor::TYPE_BYTES) text = Bytes(std::move(text));
        return many ? r.AddString(&message, &field, std::move(text))
                    : r.SetString(&message, &field, std::move(text));
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return ReadMessage(many ? *r.AddMessage(&message, &field) : *r.MutableMessage(&message, &field));
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value = ReadEnum(field);
        return many ? r.AddEnumValue(&message, &field, value) : r.SetEnumValue(&message, &field, value);
      }
      case FieldDescriptor::CPPTYPE_BOOL: {
        const bool value = ReadBool();
        return many ? r.AddBool(&message, &field, value) : r.SetBool(&message, &field, value);
      }
      case FieldDescriptor::CPPTYPE_INT32: {
        const auto value = ReadWhole<int32_t>();
        return many ? r.AddInt32(&message, &field, value) : r.SetInt32(&message, &field, value);
      }
      case FieldDescriptor::CPPTYPE_UINT32: {
        const auto value = ReadWhole<uint32_t>();
        return many ? r.AddUInt32(&message, &field, value) : r.SetUInt32(&message, &field, value);
      }
      case FieldDescriptor::CPPTYPE_INT64: {
        const auto value = ReadWhole<int64_t>();
        return many ? r.AddInt64(&message, &field, value) : r.SetInt64(&message, &field, value);
      }
      case FieldDescriptor::CPPTYPE_UINT64: {
        const auto value = ReadWhole<uint64_t>();
        return many ? r.AddUInt64(&message, &field, value) : r.SetUInt64(&message, &field, value);
      }
      case FieldDescriptor::CPPTYPE_DOUBLE: {
        const double value = ReadReal();
        return many ? r.AddDouble(&message, &field, value) : r.SetDouble(&message, &field, value);
      }
      case FieldDescriptor::CPPTYPE_FLOAT: {
        const auto value = static_cast<float>(ReadReal());
        return many ? r.AddFloat(&message, &field, value) : r.SetFloat(&message, &field, value);
      }
    }
  }

  // Types that have a JSON form of their own.
  void ReadWellKnown(Message& message) {
    const Descriptor& type = *message.GetDescriptor();
    if (type.well_known_type() == Descriptor::WELLKNOWNTYPE_FIELDMASK) {
      if (!ParseFieldMask(ReadText(), message)) Fail("is not a list of fields");
      return;
    }
    const std::string_view json = scanner_.Value(kMaxDepth);
    if (!google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &message).ok()) {
      Fail("is not a " + type.name() + " as JSON writes it");
    }
  }

  std::string ReadText() {
    if (scanner_.Peek() != '"') WrongType("a text");
    return scanner_.String();
  }

  bool ReadBool() {
    if (scanner_.TakeWord("true")) return true;
    if (scanner_.TakeWord("false")) return false;
    WrongType("true or false");
  }

  int ReadEnum(const FieldDescriptor& field) {
    if (scanner_.Peek() != '"') return ReadWhole<int32_t>();
    const std::string name = scanner_.String();
    const auto* value = field.enum_type()->FindValueByName(name);
    if (!value) Fail("must be one of " + EnumNames(*field.enum_type()));
    return value->number();
  }

  // The text of a number, which JSON may write as a string.
  std::string ReadNumber(const char* expected) {
    const char next = scanner_.Peek();
    if (next == '"') return scanner_.String();
    if (next != '-' && !(next >= '0' && next <= '9')) WrongType(expected);
    return std::string(scanner_.Number());
  }

  template <typename Number>
  Number ReadWhole() {
    const std::string text = ReadNumber("a whole number");
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size()) return value;
    // 1.0 and 1e3 are whole numbers too.
    double real = 0;
    const auto [real_end, real_error] = std::from_chars(text.data(), text.data() + text.size(), real);
    constexpr double kExact = 9007199254740992;  // 2^53
    const bool whole = real_error == std::errc() && real_end == text.data() + text.size() &&
                       std::trunc(real) == real && std::abs(real) <= kExact &&
                       error != std::errc::result_out_of_range;
    if (!whole) Fail("must be a whole number that fits the field");
    if (real < static_cast<double>(std::numeric_limits<Number>::min()) ||
        real > static_cast<double>(std::numeric_limits<Number>::max())) {
      Fail("must be a whole number that fits the field");
    }
    return static_cast<Number>(real);
  }

  double ReadReal() {
    const std::string text = ReadNumber("a number");
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity") return std::numeric_limits<double>::infinity();
    if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
      Fail("must be a number");
    return value;
  }

  // base64 in either alphabet, padded or not.
  std::string Bytes(std::string text) const {
    while (!text.empty() && text.back() == '=') text.pop_back();
    for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
    std::string bytes;
    if (!FromBase64Url(text, bytes)) Fail("must be base64");
    return bytes;
  }

  JsonScanner scanner_;
  std::string path_;
  int depth_ = 0;
};

}  // namespace

void FromJson(std::string_view json, std::string_view prefix, Message& message) {
  if (json.empty()) return;
  if (!IsUtf8(json)) throw InvalidField("body", "is not valid UTF-8");
  Reader(json, prefix).Read(message);
}

}  // namespace waymark::gateway
