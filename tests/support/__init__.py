"""What tests share: a web server, a browser, a validator, an accessibility checker, and the rule on skips."""
