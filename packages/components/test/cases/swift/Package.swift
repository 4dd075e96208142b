// swift-tools-version:5.7
let package = Package(
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.40.0"),
  ]
)
