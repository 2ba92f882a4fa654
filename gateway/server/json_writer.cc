#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/json_util.h>
#include <openssl/evp.h>

#include <charconv>
#include <cmath>
#include <vector>

#include "gateway/server/json.h"
#include "services/common/base/clock.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void Write(const Message& message) {
    if (message.GetDescriptor()->well_known_type() != Descriptor::WELLKNOWNTYPE_UNSPECIFIED) {
      return WriteWellKnown(message);
    }
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    out_ += '{';
    for (const FieldDescriptor* field : fields) {
      if (out_.back() != '{') out_ += ',';
      out_.append("\"").append(field->json_name()).append("\":");
      if (field->is_map()) {
        WriteMap(message, *field);
      } else if (field->is_repeated()) {
        WriteList(message, *field);
      } else {
        WriteValue(message, *field, kSingle);
      }
    }
    out_ += '}';
  }

 private:
  static constexpr int kSingle = -1;

  // Types whose JSON is no object of their fields.
  void WriteWellKnown(const Message& message) {
    if (message.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
      const auto& time = static_cast<const google::protobuf::Timestamp&>(message);
      out_.append("\"").append(FormatTimestamp(time.seconds(), time.nanos())).append("\"");
      return;
    }
    std::string json;
    if (!google::protobuf::util::MessageToJsonString(message, &json).ok()) {
      throw Internal("a " + message.GetDescriptor()->full_name() + " has no JSON form");
    }
    out_ += json;
  }

  void WriteList(const Message& message, const FieldDescriptor& field) {
    out_ += '[';
    const int size = message.GetReflection()->FieldSize(message, &field);
    for (int i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      WriteValue(message, field, i);
    }
    out_ += ']';
  }

  void WriteMap(const Message& message, const FieldDescriptor& field) {
    const FieldDescriptor& key = *field.message_type()->map_key();
    const FieldDescriptor& value = *field.message_type()->map_value();
    out_ += '{';
    const int size = message.GetReflection()->FieldSize(message, &field);
    for (int i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      const Message& entry = message.GetReflection()->GetRepeatedMessage(message, &field, i);
      const bool quoted = key.cpp_type() == FieldDescriptor::CPPTYPE_STRING || Is64Bit(key);
      if (!quoted) out_ += '"';
      WriteValue(entry, key, kSingle);
      out_ += quoted ? ":" : "\":";
      WriteValue(entry, value, kSingle);
    }
    out_ += '}';
  }

  static bool Is64Bit(const FieldDescriptor& field) {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_UINT64;
  }

  // Item `i` of a repeated field, or the one value.
  void WriteValue(const Message& message, const FieldDescriptor& field, int i) {
    const Reflection& r = *message.GetReflection();
    const bool one = i == kSingle;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        return WriteNumber(one ? r.GetInt32(message, &field) : r.GetRepeatedInt32(message, &field, i));
      case FieldDescriptor::CPPTYPE_UINT32:
        return WriteNumber(one ? r.GetUInt32(message, &field) : r.GetRepeatedUInt32(message, &field, i));
      case FieldDescriptor::CPPTYPE_INT64:
        return WriteLong(one ? r.GetInt64(message, &field) : r.GetRepeatedInt64(message, &field, i));
      case FieldDescriptor::CPPTYPE_UINT64:
        return WriteLong(one ? r.GetUInt64(message, &field) : r.GetRepeatedUInt64(message, &field, i));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return WriteReal(one ? r.GetDouble(message, &field) : r.GetRepeatedDouble(message, &field, i));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return WriteReal(one ? r.GetFloat(message, &field) : r.GetRepeatedFloat(message, &field, i));
      case FieldDescriptor::CPPTYPE_BOOL:
        out_ += (one ? r.GetBool(message, &field) : r.GetRepeatedBool(message, &field, i)) ? "true" : "false";
        return;
      case FieldDescriptor::CPPTYPE_ENUM:
        return WriteEnum(field,
                         one ? r.GetEnumValue(message, &field) : r.GetRepeatedEnumValue(message, &field, i));
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        const std::string& text = one ? r.GetStringReference(message, &field, &scratch)
                                      : r.GetRepeatedStringReference(message, &field, i, &scratch);
        return field.type() == FieldDescriptor::TYPE_BYTES ? WriteBytes(text) : WriteText(text);
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Write(one ? r.GetMessage(message, &field) : r.GetRepeatedMessage(message, &field, i));
    }
  }

  template <typename Number>
  void WriteNumber(Number number) {
    char digits[32];
    out_.append(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
  }
  template <typename Number>
  void WriteLong(Number number) {
    out_ += '"';
    WriteNumber(number);
    out_ += '"';
  }
  template <typename Number>
  void WriteReal(Number number) {
    if (std::isfinite(number)) return WriteNumber(number);
    out_ += std::isnan(number) ? "\"NaN\"" : number > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  }

  void WriteEnum(const FieldDescriptor& field, int number) {
    const auto* value = field.enum_type()->FindValueByNumber(number);
    if (!value) return WriteNumber(number);
    out_.append("\"").append(value->name()).append("\"");
  }

  void WriteText(std::string_view text) {
    out_ += '"';
    size_t done = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c >= ' ' && c != '"' && c != '\\') continue;
      out_.append(text, done, i - done);
      done = i + 1;
      WriteEscape(c);
    }
    out_.append(text, done).append("\"");
  }

  void WriteEscape(unsigned char c) {
    constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
      case '"':
        out_ += "\\\"";
        return;
      case '\\':
        out_ += "\\\\";
        return;
      case '\n':
        out_ += "\\n";
        return;
      case '\r':
        out_ += "\\r";
        return;
      case '\t':
        out_ += "\\t";
        return;
      default:
        out_ += "\\u00";
        out_ += kHex[c >> 4];
        out_ += kHex[c & 15];
    }
  }

  void WriteBytes(const std::string& bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out_.append("\"").append(text, 0, static_cast<size_t>(size)).append("\"");
  }

  std::string& out_;
};

}  // namespace

std::string ToJson(const Message& message) {
  std::string json;
  json.reserve(512);
  Writer(json).Write(message);
  return json;
}

}  // namespace waymark::gateway
