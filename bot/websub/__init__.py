"""WebSub: subscribing to the hubs that feeds name, and taking what they push."""
