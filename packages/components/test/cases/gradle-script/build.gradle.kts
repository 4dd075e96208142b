plugins {
    id("org.springframework.boot") version "3.1.0"
    kotlin("jvm") version "1.9.0"
}

val junitVersion = "4.12"

dependencies {
    implementation("com.google.guava:guava:31.1-jre")
    implementation(platform("org.springframework.boot:spring-boot-dependencies:3.1.0"))
    api("com.squareup.okhttp3:okhttp:$okhttpVersion")
    compileOnly("org.projectlombok:lombok:1.18.+")
    testImplementation("junit:junit:${junitVersion}")
    // implementation("commented:out:1.0")
    implementation(project(":cart"))
    implementation(libs.guava)
}
