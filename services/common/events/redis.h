#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct redisContext;
struct redisReply;

namespace waymark::events {

// The stream of a service's events: `waymark.events.<service>.<partition>`.
std::string StreamName(std::string_view service, int partition = 0);
// That of what the audit log says of them: `waymark.audit.<service>.<partition>`.
std::string AuditStreamName(std::string_view service, int partition = 0);

// The short name of a partition: `courses`, and of a further one `courses.2`.
std::string SourceName(std::string_view service, int partition);
// Which it is of its service.
int PartitionIn(std::string_view source);

// An entry of a stream: its id is `<sequence>-0`, its one field `event`.
struct StreamEntry {
  int64_t sequence = 0;
  std::string event;  // a serialized waymark.events.v1.Event
};

// What a stream holds; all zero when there is none.
struct StreamInfo {
  int64_t length = 0;
  int64_t first = 0;
  int64_t last = 0;  // the last id ever given, also when that entry was deleted
  // Up to here it may lack entries: its one reader has them, or they are not kept. Not set: nobody has noted
  // it, or it is lost.
  std::optional<int64_t> taken = {};
};

// What became of appended entries.
struct Appended {
  std::vector<size_t> refused;  // index of those whose id was not above the stream's last
  int64_t length = 0;           // of the stream, afterwards
  int64_t taken = 0;            // as in StreamInfo; 0 where that is not set
};

// A connection to Redis that appends to streams and reads them. For one thread.
// It connects on first use and, after any failure, anew on the next. Every
// failure is Unavailable, with Redis's error code in the metadata `redis`.
class RedisStreams {
 public:
  // Of each stream a sequence, or some of its entries.
  using Places = std::map<std::string, int64_t>;
  using Entries = std::map<std::string, std::vector<StreamEntry>>;

  // `unix:/path/of/socket` or `host:port`.
  explicit RedisStreams(std::string address);
  ~RedisStreams();
  RedisStreams(const RedisStreams&) = delete;
  RedisStreams& operator=(const RedisStreams&) = delete;

  // Appends in one transaction: another client sees all of it or nothing, and
  // an entry that Redis cannot take leaves no gap before the next.
  Appended Append(const std::string& stream, std::span<const StreamEntry> entries);

  StreamInfo Info(const std::string& stream);

  // The entries from `first` to `last`, both included.
  std::vector<StreamEntry> Range(const std::string& stream, int64_t first, int64_t last);

  // Up to `count` entries from `last` back, the newest first.
  std::vector<StreamEntry> Back(const std::string& stream, int64_t last, size_t count);

  // Up to `count` entries of each stream after the sequence given for it.
  // Waits up to `block` while there is none in any; zero does not wait. Each stream is asked
  // for by a command of its own, since those of a Redis Cluster are about one slot.
  Entries Read(const Places& after, size_t count, std::chrono::milliseconds block);

  bool Exists(const std::string& stream);
  void Delete(const std::string& stream);

  // Notes that all up to `taken` may go, and lets most of it go.
  void Trim(const std::string& stream, int64_t taken);
  // Lets most of what is up to `last` go, and notes it then: so that it can also where Redis is full.
  void LetGo(const std::string& stream, int64_t last);
  // Notes that none may go: who fills the stream is to fill it again.
  void ForgetTrim(const std::string& stream);
  // Notes what its reader had taken, where that is lost.
  void RestoreTrim(const std::string& stream, int64_t taken);

  // Of the server, in bytes.
  struct Memory {
    int64_t used = 0;
    int64_t most = 0;  // 0 = as much as there is
  };
  Memory MemoryOfServer();

 private:
  struct FreeReply {
    void operator()(redisReply* reply) const;
  };
  struct FreeContext {
    void operator()(redisContext* context) const;
  };
  using Reply = std::unique_ptr<redisReply, FreeReply>;

  redisContext& Open();
  // The command that reads a stream; it waits where `block` is not zero.
  void SendRead(const std::string& stream, int64_t after, size_t count, std::chrono::milliseconds block);
  // Adds what such a command is answered.
  void TakeRead(Entries& read);
  Entries ReadNow(const Places& after, size_t count);
  // Returns when a stream has an entry, or after `block`: each has a connection to wait on.
  void AwaitAny(const Places& after, std::chrono::milliseconds block) const;
  // The command that lets go the blocks of entries before that id.
  void SendTrim(const std::string& stream, std::string_view next);
  void Send(std::span<const std::string_view> command);
  Reply Receive();
  // So many replies; throws after the last of them what was wrong with the first that is an error.
  void ReceiveAll(size_t replies);
  Reply Run(std::span<const std::string_view> command);
  // Throws Unavailable on a reply that is an error.
  void Check(const redisReply& reply);
  void SetTimeout(std::chrono::milliseconds timeout);

  const std::string address_;
  std::unique_ptr<redisContext, FreeContext> context_;
};

}  // namespace waymark::events
