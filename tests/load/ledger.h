#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace waymark::load {

// What an operation does.
enum class Kind { kCohort, kParticipant, kEnrolment, kCompletion, kGraduation, kCareer };

// What is asked of Waymark once, under one request_id however often it is asked.
struct Operation {
  std::string request_id;
  Kind kind = Kind::kParticipant;
  bool valid = true;    // else it is wrong on purpose, and must be refused
  std::string content;  // what the record must say, as the databases are asked for it; empty: not compared
};

// What became of an operation, as far as its client knows.
struct Entry {
  Operation operation;
  bool acknowledged = false, refused = false;
  std::string entity = {};              // what was made: `participants/<uuid>`
  std::string answer = {};              // digest of the first one
  bool differs = false;                 // another time it was answered otherwise
  std::string reason = {};              // of the refusal
  std::vector<std::string> wrong = {};  // answers that nobody should get, as `500 INTERNAL`
};

using Ledger = std::map<std::string, Entry>;  // by request_id

// One worker's file of the ledger, which is only ever added to: a line for what it is
// about to ask, synced to the disk before it asks, and one for each answer.
class LedgerWriter {
 public:
  explicit LedgerWriter(const std::filesystem::path& file);
  ~LedgerWriter();
  LedgerWriter(const LedgerWriter&) = delete;
  LedgerWriter& operator=(const LedgerWriter&) = delete;

  void Intend(const Operation& operation);
  void Acknowledge(const std::string& request_id, const std::string& entity, const std::string& answer);
  void Refuse(const std::string& request_id, const std::string& reason);
  // No answer that says what became of it. `wrong`: one that nobody should get.
  void Doubt(const std::string& request_id, const std::string& reason, bool wrong);

 private:
  void Write(std::initializer_list<std::string_view> fields);
  const int file_;
};

// All that the workers wrote into a folder.
Ledger ReadLedger(const std::filesystem::path& folder);

}  // namespace waymark::load
