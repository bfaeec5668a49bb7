"""The Bot API's methods and objects, and the check of every request against them."""
