"""What a plan is, what the law says, what a workflow allows; imports the standard library only."""
