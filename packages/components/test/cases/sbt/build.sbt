scalaVersion := "2.13.10"

val akkaVersion = "2.6.20"

libraryDependencies ++= Seq(
  "com.typesafe.akka" %% "akka-actor" % akkaVersion,
  "com.google.guava" % "guava" % "31.1-jre",
  "org.scalatest" %% "scalatest" % "3.2.15" % Test,
  "javax.servlet" % "servlet-api" % "2.5" % "provided"
)
