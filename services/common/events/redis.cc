#include "services/common/events/redis.h"

#include <hiredis.h>
#include <poll.h>
#include <signal.h>
#include <sys/time.h>

#include <charconv>
#include <optional>

#include "services/common/status/error.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;

constexpr auto kConnectTimeout = milliseconds(2'000);
constexpr auto kReplyTimeout = milliseconds(5'000);
constexpr std::string_view kField = "event";

timeval ToTimeval(std::chrono::milliseconds time) {
  return {.tv_sec = time.count() / 1'000, .tv_usec = time.count() % 1'000 * 1'000};
}

Error Failure(std::string_view code) {
  return Unavailable("the stream server").WithMetadata("redis", std::string(code));
}

std::string_view Text(const redisReply& reply) { return {reply.str, static_cast<size_t>(reply.len)}; }

std::string Id(int64_t sequence) { return std::to_string(sequence) + "-0"; }

// The sequence of an id `<sequence>-0`.
int64_t Sequence(std::string_view id) {
  int64_t sequence = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), sequence);
  if (error != std::errc() || std::string_view(end, id.data() + id.size()) != "-0") {
    throw Failure("FOREIGN_ENTRY");
  }
  return sequence;
}

// 0 for none.
int64_t Number(std::string_view text) {
  int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::span<redisReply* const> Elements(const redisReply& reply) { return {reply.element, reply.elements}; }

// [[id, [field, value]], …]
std::vector<StreamEntry> EntriesIn(const redisReply& reply) {
  std::vector<StreamEntry> entries;
  entries.reserve(reply.elements);
  for (const redisReply* entry : Elements(reply)) {
    if (entry->elements != 2 || entry->element[1]->elements != 2 ||
        Text(*entry->element[1]->element[0]) != kField) {
      throw Failure("FOREIGN_ENTRY");
    }
    entries.push_back(
        {Sequence(Text(*entry->element[0])), std::string(Text(*entry->element[1]->element[1]))});
  }
  return entries;
}

bool IsRefusal(const redisReply& reply) {
  return reply.type == REDIS_REPLY_ERROR && Text(reply).find("equal or smaller") != std::string_view::npos;
}

// Where is noted what of a stream may go: in the slot of the stream, since both are changed
// together.
std::string TakenKey(const std::string& stream) { return "{" + stream + "}.taken"; }

}  // namespace

std::string StreamName(std::string_view service, int partition) {
  return "waymark.events." + std::string(service) + "." + std::to_string(partition);
}

std::string AuditStreamName(std::string_view service, int partition) {
  return "waymark.audit." + std::string(service) + "." + std::to_string(partition);
}

std::string SourceName(std::string_view service, int partition) {
  return std::string(service) + (partition > 0 ? "." + std::to_string(partition) : "");
}

int PartitionIn(std::string_view source) {
  const size_t dot = source.find('.');
  return dot == std::string_view::npos ? 0 : static_cast<int>(Number(source.substr(dot + 1)));
}

void RedisStreams::FreeReply::operator()(redisReply* reply) const { freeReplyObject(reply); }
void RedisStreams::FreeContext::operator()(redisContext* context) const { redisFree(context); }

RedisStreams::RedisStreams(std::string address) : address_(std::move(address)) {
  // hiredis writes to a closed socket as to any other.
  signal(SIGPIPE, SIG_IGN);
}

RedisStreams::~RedisStreams() = default;

// redisReconnect is not used: it forgets the timeout.
redisContext& RedisStreams::Open() {
  if (context_ && context_->err == 0) return *context_;
  const timeval timeout = ToTimeval(kConnectTimeout);
  if (address_.starts_with("unix:")) {
    context_.reset(redisConnectUnixWithTimeout(address_.c_str() + 5, timeout));
  } else {
    const auto colon = address_.rfind(':');
    const int port = colon == std::string::npos ? 6379 : std::atoi(address_.c_str() + colon + 1);
    context_.reset(redisConnectWithTimeout(address_.substr(0, colon).c_str(), port, timeout));
  }
  if (!context_ || context_->err != 0) {
    context_.reset();
    throw Failure("NO_CONNECTION");
  }
  SetTimeout(kReplyTimeout);
  return *context_;
}

void RedisStreams::SetTimeout(std::chrono::milliseconds timeout) {
  redisSetTimeout(context_.get(), ToTimeval(timeout));
}

void RedisStreams::Send(std::span<const std::string_view> command) {
  std::vector<const char*> args;
  std::vector<size_t> sizes;
  args.reserve(command.size());
  sizes.reserve(command.size());
  for (const auto& arg : command) {
    args.push_back(arg.data());
    sizes.push_back(arg.size());
  }
  redisAppendCommandArgv(&Open(), static_cast<int>(args.size()), args.data(), sizes.data());
}

RedisStreams::Reply RedisStreams::Receive() {
  void* reply = nullptr;
  if (redisGetReply(context_.get(), &reply) != REDIS_OK) {
    // What is still on the way belongs to nobody: this connection is done.
    context_.reset();
    throw Failure("CONNECTION_LOST");
  }
  return Reply(static_cast<redisReply*>(reply));
}

void RedisStreams::Check(const redisReply& reply) {
  if (reply.type != REDIS_REPLY_ERROR) return;
  const std::string code(Text(reply).substr(0, Text(reply).find(' ')));
  context_.reset();
  throw Failure(code);
}

void RedisStreams::ReceiveAll(size_t replies) {
  Reply wrong;
  for (size_t i = 0; i < replies; ++i) {
    Reply reply = Receive();
    if (!wrong && reply->type == REDIS_REPLY_ERROR) wrong = std::move(reply);
  }
  if (wrong) Check(*wrong);
}

RedisStreams::Reply RedisStreams::Run(std::span<const std::string_view> command) {
  Send(command);
  Reply reply = Receive();
  Check(*reply);
  return reply;
}

Appended RedisStreams::Append(const std::string& stream, std::span<const StreamEntry> entries) {
  Send(std::vector<std::string_view>{"MULTI"});
  for (const auto& entry : entries) {
    const std::string id = Id(entry.sequence);
    Send(std::vector<std::string_view>{"XADD", stream, id, kField, entry.event});
  }
  const std::string taken = TakenKey(stream);
  Send(std::vector<std::string_view>{"XLEN", stream});
  Send(std::vector<std::string_view>{"GET", taken});
  Send(std::vector<std::string_view>{"EXEC"});
  // MULTI and each queued command are answered before EXEC. What could not be queued makes EXEC
  // fail, which says no more than that; its own answer says why, `OOM` for one.
  ReceiveAll(entries.size() + 3);
  const Reply results = Receive();
  Check(*results);
  if (results->elements != entries.size() + 2) throw Failure("UNEXPECTED_REPLY");

  Appended appended;
  for (size_t i = 0; i < entries.size(); ++i) {
    const redisReply& result = *results->element[i];
    if (IsRefusal(result)) {
      appended.refused.push_back(i);
    } else {
      Check(result);
    }
  }
  Check(*results->element[entries.size()]);
  appended.length = results->element[entries.size()]->integer;
  appended.taken = Number(Text(*results->element[entries.size() + 1]));
  return appended;
}

StreamInfo RedisStreams::Info(const std::string& stream) {
  Send(std::vector<std::string_view>{"XINFO", "STREAM", stream});
  const Reply reply = Receive();
  if (reply->type == REDIS_REPLY_ERROR && Text(*reply).starts_with("ERR no such key")) return {};
  Check(*reply);
  StreamInfo info;
  const auto fields = Elements(*reply);
  for (size_t i = 0; i + 1 < fields.size(); i += 2) {
    const std::string_view name = Text(*fields[i]);
    const redisReply& value = *fields[i + 1];
    if (name == "length") info.length = value.integer;
    if (name == "last-generated-id") info.last = Sequence(Text(value));
    if (name == "first-entry" && value.elements == 2) info.first = Sequence(Text(*value.element[0]));
  }
  const std::string taken = TakenKey(stream), taken_before = stream + ".taken";
  // The name that it had until there were partitions; where there is none, an error that says so.
  Send(std::vector<std::string_view>{"RENAMENX", taken_before, taken});
  Receive();
  const Reply noted = Run(std::vector<std::string_view>{"GET", taken});
  if (noted->type == REDIS_REPLY_STRING) info.taken = Number(Text(*noted));
  return info;
}

std::vector<StreamEntry> RedisStreams::Range(const std::string& stream, int64_t first, int64_t last) {
  return EntriesIn(*Run(std::vector<std::string_view>{"XRANGE", stream, Id(first), Id(last)}));
}

std::vector<StreamEntry> RedisStreams::Back(const std::string& stream, int64_t last, size_t count) {
  const std::string from = Id(last), most = std::to_string(count);
  return EntriesIn(*Run(std::vector<std::string_view>{"XREVRANGE", stream, from, "-", "COUNT", most}));
}

RedisStreams::Entries RedisStreams::Read(const Places& after, size_t count, milliseconds block) {
  // A single stream is waited for by Redis itself, on this connection.
  if (after.size() == 1 && block.count() > 0) {
    Open();
    SetTimeout(kReplyTimeout + block);
    SendRead(after.begin()->first, after.begin()->second, count, block);
    Entries read;
    TakeRead(read);
    SetTimeout(kReplyTimeout);
    return read;
  }
  Entries read = ReadNow(after, count);
  if (!read.empty() || block.count() == 0) return read;
  AwaitAny(after, block);
  return ReadNow(after, count);
}

void RedisStreams::SendRead(const std::string& stream, int64_t after, size_t count, milliseconds block) {
  const std::string count_text = std::to_string(count), block_text = std::to_string(block.count());
  const std::string id = Id(after);
  std::vector<std::string_view> command = {"XREAD", "COUNT", count_text};
  // BLOCK 0 would wait for ever.
  if (block.count() > 0) command.insert(command.end(), {"BLOCK", block_text});
  command.insert(command.end(), {"STREAMS", stream, id});
  Send(command);
}

void RedisStreams::TakeRead(Entries& read) {
  const Reply reply = Receive();
  Check(*reply);
  try {
    for (const redisReply* stream : Elements(*reply)) {
      if (stream->elements != 2) throw Failure("UNEXPECTED_REPLY");
      read[std::string(Text(*stream->element[0]))] = EntriesIn(*stream->element[1]);
    }
  } catch (const Error&) {
    context_.reset();  // the answers to other commands may be on the way
    throw;
  }
}

RedisStreams::Entries RedisStreams::ReadNow(const Places& after, size_t count) {
  for (const auto& [stream, sequence] : after) SendRead(stream, sequence, count, milliseconds(0));
  Entries read;
  for (size_t i = 0; i < after.size(); ++i) TakeRead(read);
  return read;
}

void RedisStreams::AwaitAny(const Places& after, milliseconds block) const {
  std::vector<std::unique_ptr<RedisStreams>> waiting;
  std::vector<pollfd> sockets;
  for (const auto& [stream, sequence] : after) {
    RedisStreams& one = *waiting.emplace_back(std::make_unique<RedisStreams>(address_));
    one.SendRead(stream, sequence, 1, block);
    int done = 0;
    while (done == 0) {
      if (redisBufferWrite(one.context_.get(), &done) != REDIS_OK) throw Failure("CONNECTION_LOST");
    }
    sockets.push_back({.fd = one.context_->fd, .events = POLLIN, .revents = 0});
  }
  poll(sockets.data(), sockets.size(), static_cast<int>(block.count()));
}

bool RedisStreams::Exists(const std::string& stream) {
  return Run(std::vector<std::string_view>{"EXISTS", stream})->integer > 0;
}

void RedisStreams::Delete(const std::string& stream) { Run(std::vector<std::string_view>{"DEL", stream}); }

// Both or neither: a stream that lacks more than the note says would be filled again.
void RedisStreams::Trim(const std::string& stream, int64_t taken) {
  const std::string key = TakenKey(stream), number = std::to_string(taken), next = Id(taken + 1);
  Send(std::vector<std::string_view>{"MULTI"});
  Send(std::vector<std::string_view>{"SET", key, number});
  SendTrim(stream, next);
  Send(std::vector<std::string_view>{"EXEC"});
  ReceiveAll(4);
}

// A full Redis takes no SET, and no transaction with one.
void RedisStreams::LetGo(const std::string& stream, int64_t last) {
  const std::string key = TakenKey(stream), number = std::to_string(last), next = Id(last + 1);
  SendTrim(stream, next);
  Send(std::vector<std::string_view>{"SET", key, number});
  ReceiveAll(2);
}

// `~`: whole blocks of entries, which costs next to nothing. LIMIT 0: all of them, not ten thousand
// entries at a time.
void RedisStreams::SendTrim(const std::string& stream, std::string_view next) {
  Send(std::vector<std::string_view>{"XTRIM", stream, "MINID", "~", next, "LIMIT", "0"});
}

// It says so: where there is no note, it is lost, and is restored.
void RedisStreams::ForgetTrim(const std::string& stream) {
  const std::string key = TakenKey(stream);
  Run(std::vector<std::string_view>{"SET", key, "0"});
}

void RedisStreams::RestoreTrim(const std::string& stream, int64_t taken) {
  const std::string key = TakenKey(stream), number = std::to_string(taken);
  Run(std::vector<std::string_view>{"SET", key, number, "NX"});
}

RedisStreams::Memory RedisStreams::MemoryOfServer() {
  const Reply reply = Run(std::vector<std::string_view>{"INFO", "memory"});
  const auto value = [text = Text(*reply)](std::string_view name) {
    const size_t at = text.find(name);
    return at == std::string_view::npos ? 0 : Number(text.substr(at + name.size()));
  };
  return {.used = value("\r\nused_memory:"), .most = value("\r\nmaxmemory:")};
}

}  // namespace waymark::events
