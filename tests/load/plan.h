#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/load/ledger.h"

namespace waymark::load {

// One call of Waymark, with room for its answer.
struct Call {
  Operation operation;
  std::string method;
  std::unique_ptr<google::protobuf::Message> request, reply;
};

// What the reply calls the record that was made: `participants/<uuid>`.
std::string EntityOf(const google::protobuf::Message& reply);

// The course of one class, an operation after the other: a cohort begins, some people
// are registered and enrolled, one of them is said to have completed it, all graduate,
// and each is promoted. Now and then it asks for something that must be refused.
class ClassPlan {
 public:
  ClassPlan(std::string organization, std::minstd_rand& random);

  // The next operation; the one before has been answered.
  Call Next();
  // What Waymark made of it.
  void Made(const Operation& operation, const std::string& entity);
  bool done() const { return step_ == kSteps; }

 private:
  static constexpr size_t kPeople = 3;
  static constexpr size_t kSteps = 3 + 3 * kPeople;

  Call Begin();
  Call Register();
  Call Enrol(const std::string& person);
  Call Complete();
  Call Graduate();
  Call Promote(const std::string& person);
  Call Wrong();
  std::string Name(const std::string& entity) const { return parent_ + "/" + entity; }

  const std::string parent_;
  std::minstd_rand& random_;
  size_t step_ = 0;
  std::string cohort_;
  std::vector<std::string> people_, enrolments_;
};

}  // namespace waymark::load
