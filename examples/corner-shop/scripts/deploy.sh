#!/bin/sh
# A build script with a key in it: what the paper singles out.
export AWS_ACCESS_KEY_ID=AKIAUJZDEGXDNCF32EPF
export AWS_SECRET_ACCESS_KEY=2HPcHyGcFRl1SPnXNYvMIHa/2o76umfXfKm/r5kJ
aws s3 sync dist s3://corner-shop.example
