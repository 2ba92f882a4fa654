#pragma once

#include <string>
#include <string_view>

namespace waymark::gateway {

// Takes JSON text (RFC 8259) apart, token by token; it makes no tree. What is
// not JSON throws InvalidField("body", …) that names line and column. The text
// must be valid UTF-8.
class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) : text_(text) {}

  // The first character of the next value, or '\0' at the end; nothing is taken.
  char Peek();
  // Takes `c` if it is next.
  bool Take(char c);
  void Expect(char c);

  // Takes a string, its escapes undone.
  std::string String();
  // Takes a number, as it is written.
  std::string_view Number();
  // Takes `true`, `false` or `null` if that is next.
  bool TakeWord(std::string_view word);
  // Takes any value, and gives its text.
  std::string_view Value(int depth);
  // Nothing but space may be left.
  void End();

  [[noreturn]] void Fail(std::string_view what) const;

 private:
  void SkipSpace();
  unsigned Hex4();
  void Escape(std::string& out);

  const std::string_view text_;
  size_t at_ = 0;
};

}  // namespace waymark::gateway
