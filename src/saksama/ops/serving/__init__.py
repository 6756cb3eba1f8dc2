"""`saksama serve`: a supervisor and its children: web server, job worker, clock. Nothing here knows a rule of the product."""
