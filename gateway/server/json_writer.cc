#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/wire_format_lite.h>

#include <charconv>
#include <cmath>
#include <memory>

#include "gateway/server/json.h"
#include "gateway/server/json_text.h"
#include "services/common/base/clock.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// The JSON of a message in wire format, as protobuf's C++ writes it: fields in the
// order of their numbers, the items of a repeated one side by side. Reading a field
// from there takes a fraction of the time of reading it by reflection.
class Writer {
 public:
  Writer(std::string_view wire, std::string& out)
      : in_(reinterpret_cast<const uint8_t*>(wire.data()), static_cast<int>(wire.size())), out_(out) {
    in_.PushLimit(static_cast<int>(wire.size()));
  }

  // All that is left up to the limit.
  void WriteMessage(const Descriptor& descriptor) {
    if (descriptor.well_known_type() != Descriptor::WELLKNOWNTYPE_UNSPECIFIED) {
      return WriteWellKnown(descriptor);
    }
    out_ += '{';
    for (uint32_t tag = in_.ReadTag(); tag != 0;) {
      const auto* field = descriptor.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
      if (field == nullptr) {  // of a newer release
        Check(WireFormatLite::SkipField(&in_, tag));
        tag = in_.ReadTag();
        continue;
      }
      if (out_.back() != '{') out_ += ',';
      out_.append("\"").append(field->json_name()).append("\":");
      if (!field->is_repeated()) {
        WriteValue(*field);
        tag = in_.ReadTag();
      } else if (IsPacked(*field, tag)) {
        WritePacked(*field);
        tag = in_.ReadTag();
      } else {
        tag = field->is_map() ? WriteMap(*field, tag) : WriteList(*field, tag);
      }
    }
    out_ += '}';
  }

 private:
  // What the service of an RPC answers is well formed.
  static void Check(bool read) {
    if (!read) throw Internal("a reply is no message of its type");
  }

  template <typename Number, WireFormatLite::FieldType type>
  Number Read() {
    Number number{};
    Check(WireFormatLite::ReadPrimitive<Number, type>(&in_, &number));
    return number;
  }

  std::string_view ReadBytes() {
    int size = 0;
    Check(in_.ReadVarintSizeAsInt(&size));
    const void* bytes = nullptr;
    int there = 0;
    in_.GetDirectBufferPointerInline(&bytes, &there);
    Check(size <= there && in_.Skip(size));
    return {static_cast<const char*>(bytes), static_cast<size_t>(size)};
  }

  // Limits the stream to the length that comes next, for as long as `read` runs.
  template <typename Read>
  void Within(Read read) {
    int size = 0;
    Check(in_.ReadVarintSizeAsInt(&size));
    const auto limit = in_.PushLimit(size);
    read();
    Check(in_.BytesUntilLimit() == 0);
    in_.PopLimit(limit);
  }

  // Types whose JSON is no object of their fields.
  void WriteWellKnown(const Descriptor& descriptor) {
    std::string bytes;
    Check(in_.ReadString(&bytes, in_.BytesUntilLimit()));
    const auto* known =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(descriptor.full_name());
    const auto* prototype =
        known ? google::protobuf::MessageFactory::generated_factory()->GetPrototype(known) : nullptr;
    const std::unique_ptr<Message> message(prototype ? prototype->New() : nullptr);
    std::string json;
    if (!message || !message->ParseFromString(bytes) ||
        !google::protobuf::util::MessageToJsonString(*message, &json).ok()) {
      throw Internal("a " + descriptor.full_name() + " has no JSON form");
    }
    out_ += json;
  }

  void WriteTimestamp() {
    google::protobuf::Timestamp time;
    const auto bytes = ReadBytes();
    Check(time.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    out_.append("\"").append(FormatTimestamp(time.seconds(), time.nanos())).append("\"");
  }

  static bool IsPacked(const FieldDescriptor& field, uint32_t tag) {
    return field.is_packable() &&
           WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
  }

  void WritePacked(const FieldDescriptor& field) {
    out_ += '[';
    Within([&] {
      while (in_.BytesUntilLimit() > 0) {
        if (out_.back() != '[') out_ += ',';
        WriteValue(field);
      }
    });
    out_ += ']';
  }

  // The items up to the next field, whose tag it gives.
  uint32_t WriteList(const FieldDescriptor& field, uint32_t tag) {
    out_ += '[';
    uint32_t next = tag;
    for (; next == tag; next = in_.ReadTag()) {
      if (out_.back() != '[') out_ += ',';
      WriteValue(field);
    }
    out_ += ']';
    return next;
  }

  uint32_t WriteMap(const FieldDescriptor& field, uint32_t tag) {
    out_ += '{';
    uint32_t next = tag;
    for (; next == tag; next = in_.ReadTag()) {
      if (out_.back() != '{') out_ += ',';
      Within([&] { WriteEntry(*field.message_type()); });
    }
    out_ += '}';
    return next;
  }

  // An entry has its key and its value, in this order.
  void WriteEntry(const Descriptor& entry) {
    const FieldDescriptor& key = *entry.map_key();
    Check(in_.ReadTag() != 0);
    const bool quoted = key.cpp_type() == FieldDescriptor::CPPTYPE_STRING || Is64Bit(key);
    if (!quoted) out_ += '"';
    WriteValue(key);
    out_ += quoted ? ":" : "\":";
    Check(in_.ReadTag() != 0);
    WriteValue(*entry.map_value());
  }

  static bool Is64Bit(const FieldDescriptor& field) {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_UINT64;
  }

  void WriteValue(const FieldDescriptor& field) {
    switch (field.type()) {
      case FieldDescriptor::TYPE_STRING:
        return AppendText(ReadBytes(), out_);
      case FieldDescriptor::TYPE_BYTES:
        return AppendBase64(ReadBytes(), out_);
      case FieldDescriptor::TYPE_MESSAGE:
        if (field.message_type()->well_known_type() == Descriptor::WELLKNOWNTYPE_TIMESTAMP) {
          return WriteTimestamp();
        }
        return Within([&] { WriteMessage(*field.message_type()); });
      case FieldDescriptor::TYPE_ENUM:
        return WriteEnum(field, Read<int, WireFormatLite::TYPE_ENUM>());
      case FieldDescriptor::TYPE_BOOL:
        out_ += Read<bool, WireFormatLite::TYPE_BOOL>() ? "true" : "false";
        return;
      case FieldDescriptor::TYPE_INT32:
        return WriteNumber(Read<int32_t, WireFormatLite::TYPE_INT32>());
      case FieldDescriptor::TYPE_UINT32:
        return WriteNumber(Read<uint32_t, WireFormatLite::TYPE_UINT32>());
      case FieldDescriptor::TYPE_INT64:
        return WriteLong(Read<int64_t, WireFormatLite::TYPE_INT64>());
      case FieldDescriptor::TYPE_UINT64:
        return WriteLong(Read<uint64_t, WireFormatLite::TYPE_UINT64>());
      case FieldDescriptor::TYPE_DOUBLE:
        return WriteReal(Read<double, WireFormatLite::TYPE_DOUBLE>());
      case FieldDescriptor::TYPE_FLOAT:
        return WriteReal(Read<float, WireFormatLite::TYPE_FLOAT>());
      default:
        throw Internal(field.full_name() + " is of a type that no proto here uses");
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

  CodedInputStream in_;
  std::string& out_;
};

}  // namespace

std::string ToJson(const Message& message) {
  std::string wire;
  {
    // Entries of maps in one order, so that one message has one text.
    google::protobuf::io::StringOutputStream bytes(&wire);
    google::protobuf::io::CodedOutputStream out(&bytes);
    out.SetSerializationDeterministic(true);
    message.SerializePartialToCodedStream(&out);
  }
  std::string json;
  json.reserve(512 + 2 * wire.size());
  Writer(wire, json).WriteMessage(*message.GetDescriptor());
  return json;
}

}  // namespace waymark::gateway
