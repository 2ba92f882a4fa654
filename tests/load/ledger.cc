#include "tests/load/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <system_error>

#include "services/common/base/text.h"

namespace waymark::load {
namespace {

using Fields = std::vector<std::string_view>;

void Take(const Fields& fields, Ledger& ledger) {
  const std::string id(fields[1]);
  Entry& entry = ledger[id];
  if (fields[0] == "intent") {
    entry.operation = {.request_id = id,
                       .kind = static_cast<Kind>(fields[2][0] - '0'),
                       .valid = fields[3] == "valid",
                       .content = std::string(fields[4])};
  } else if (fields[0] == "ack") {
    entry.differs = entry.differs || (entry.acknowledged && entry.answer != fields[3]);
    if (!entry.acknowledged) entry.entity = fields[2], entry.answer = fields[3];
    entry.acknowledged = true;
  } else if (fields[0] == "refusal") {
    entry.refused = true;
    entry.reason = fields[2];
  } else if (fields[0] == "wrong") {
    entry.wrong.emplace_back(fields[2]);
  }
}

}  // namespace

LedgerWriter::LedgerWriter(const std::filesystem::path& file)
    : file_(open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
  if (file_ < 0) throw std::system_error(errno, std::generic_category(), file);
}

LedgerWriter::~LedgerWriter() { close(file_); }

void LedgerWriter::Write(std::initializer_list<std::string_view> fields) {
  std::string line;
  for (const auto field : fields) line.append(field).append("\t");
  line.back() = '\n';
  if (write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
    throw std::runtime_error("the ledger cannot be written");
}

void LedgerWriter::Intend(const Operation& operation) {
  const char kind = static_cast<char>('0' + static_cast<int>(operation.kind));
  Write(
      {"intent", operation.request_id, {&kind, 1}, operation.valid ? "valid" : "invalid", operation.content});
  if (fdatasync(file_) != 0) throw std::runtime_error("the ledger cannot be synced");
}

void LedgerWriter::Acknowledge(const std::string& request_id, const std::string& entity,
                               const std::string& answer) {
  Write({"ack", request_id, entity, answer});
}

void LedgerWriter::Refuse(const std::string& request_id, const std::string& reason) {
  Write({"refusal", request_id, reason});
}

void LedgerWriter::Doubt(const std::string& request_id, const std::string& reason, bool wrong) {
  Write({wrong ? "wrong" : "doubt", request_id, reason});
}

// A last line without its end was cut off with its worker, and says nothing.
Ledger ReadLedger(const std::filesystem::path& folder) {
  Ledger ledger;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream lines(file.path());
    for (std::string line; std::getline(lines, line) && !lines.eof();) Take(Split(line, '\t'), ledger);
  }
  return ledger;
}

}  // namespace waymark::load
