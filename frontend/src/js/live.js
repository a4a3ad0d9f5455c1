// The live client: follows the event stream of a question hour and fetches what changed.
