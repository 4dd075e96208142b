# This file is maintained automatically by "terraform init".

provider "providers.example/hashicorp/aws" {
  version     = "5.7.0"
  constraints = "~> 5.0"
  hashes = [
    "h1:A2q8WVKfJ4iYBMnbRvU8jgZEqtPLWzGV8VjNbR0cIWI=",
    "zh:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  ]
}
