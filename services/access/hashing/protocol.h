#pragma once

#include <cstddef>

// What the access service and waymark-passwords say to each other, over a socket that
// keeps messages apart (SOCK_SEQPACKET), one question after the other:
//
//   question: HASH NUL PASSWORD; without a hash it asks for one
//   answer:   the hash, or kSame when the hash is of that password, else nothing
namespace waymark::access::hashing {

constexpr char kProgram[] = "waymark-passwords";
// How soon it runs when others want to: the only argument.
constexpr char kWithShare[] = "--share";
constexpr char kSpare[] = "--spare";
constexpr int kSocket = 0;  // the descriptor it inherits

constexpr char kSame[] = "same";
// In bytes. A password has 128 characters at most, a hash 127.
constexpr size_t kLongestQuestion = 1024;
constexpr size_t kLongestAnswer = 128;

}  // namespace waymark::access::hashing
