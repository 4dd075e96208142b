terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    random = { source = "hashicorp/random", version = "3.5.1" }
  }
}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.1.0"

  tags = {
    source = "not this one"
  }
}

module "tools" {
  source = "git::https://code.example/acme/tools.git//modules/a?ref=v1.2.0"
}

module "shared" {
  source = "github.com/acme/shared?ref=v2"
}

module "own" {
  source = "./modules/own"
}

resource "x" "y" {
  script = <<-EOT
    module "not" {
      source = "a/b/c"
    }
  EOT
}
