let package = Package(
  dependencies: [
    .package(url: "https://github.com/vapor/vapor.git", .upToNextMajor(from: "4.0.0")),
    .package(
      url: "https://github.com/apple/swift-log.git",
      exact: "1.5.2"
    ),
    .package(path: "../own"),
  ]
)
