"""What every room uses and no room owns: ids, clock, bilingual text, jobs, audit trail."""
