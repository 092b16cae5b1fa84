"""How needed a line is: criteria, scores, bands, what is protected, who decides, what an appraisal takes off."""
