"""What help says about each rule, as data; knows the rules by their ids and imports none."""
